import { optimizer } from '../catalog.ts';
import { handOver } from '../race/hand-over.ts';
import type { NetworkWords } from '../words.ts';
import type { Experiment } from './experiment.ts';
import { toRecord } from './recorded.ts';
import type { Track } from './track.ts';

/** Hands the reader the curves as a file: CSV, a row an update, or JSON in the form in which the site publishes its own. */
export function save(kind: string, experiment: Experiment, tracks: Map<string, Track>, words: NetworkWords): void {
  const text = kind === 'csv' ? toCsv(tracks, words) : toJson(experiment, tracks);
  handOver(`downhill-network.${kind}`, new Blob([text], { type: kind === 'csv' ? 'text/csv' : 'application/json' }));
}

export function toCsv(tracks: Map<string, Track>, words: NetworkWords): string {
  const rows = [...tracks].flatMap(([id, { losses, smoothed, times }]) =>
    losses.map((loss, k) => [`"${optimizer(id).name.replaceAll('"', '""')}"`, k + 1, loss, smoothed[k], times[k] ?? ''].join(',')),
  );
  return `${[words.csvHead.join(','), ...rows].join('\n')}\n`;
}

export function toJson(experiment: Experiment, tracks: Map<string, Track>): string {
  const all = Object.fromEntries([...tracks].map(([id, track]) => [id, toRecord(track)]));
  return `${JSON.stringify({ experiment, tracks: all })}\n`;
}
