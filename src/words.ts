/** Every word of the interface, by language. Prose is in the pages; equations, code and numbers need no translation. */
export const words = {
  en: {
    site: {
      name: 'Downhill',
      title: (page: string) => (page.startsWith('Downhill') ? page : `${page} · Downhill`),
      skip: 'Skip to the text',
      menu: 'Contents',
      chapters: 'Chapters',
      problem: 'The problem',
      comparison: 'Comparison',
      toDark: 'Dark paper',
      toLight: 'Light paper',
      previous: 'Previous',
      next: 'Next',
      neighbours: 'Previous and next chapter',
      checked: 'How the algorithms were checked',
      footer: 'Code and text under the MIT licence. The five articles behind this notebook are described on the first page.',
      growsOutOf: (names: string[]) => `grows out of ${list(names)}`,
      table: 'Table',
      lost: 'This page is not on the map',
      lostIdea: 'The address leads to no chapter. All of them are here:',
    },
    code: {
      update: (name: string, form?: string) =>
        `The update of ${name}${form ? `, form “${form}”` : ''}: each row of the equation beside its line of code`,
      equation: 'Equation',
      code: 'Code',
      copy: 'Copy',
      copied: 'Copied',
      export: (path: string, name: string) => `${name}, from ${path}`,
    },
    update: {
      start: 'at the start',
      at: (step: number) => `at step ${step}`,
      thisForm: (step: number) => `at step ${step}, in this form`,
      numbers: 'Put in the numbers',
      walk: 'The arrow keys go from letter to letter.',
      hint: 'Point at a letter, tap it, or walk with the arrow keys: it lights up wherever it stands.',
      letters: 'What the letters mean',
      columns: { letter: 'Letter', code: 'In the code', name: 'Name', unit: 'Unit or range', meaning: 'Meaning' },
      meaning: (name: string, means: string) => `${name[0].toUpperCase()}${name.slice(1)}. ${means}`,
      now: (value: string, step: number) => ` At step ${step}: ${value}.`,
      asleep: 'The figure that this follows could not be loaded. Reload the page to try again.',
    },
    oneUpdate: {
      open: 'One update',
      title: (step: number) => `Update ${step}, term by term`,
      back: 'Previous term',
      forward: 'Next term',
      term: (number: number, name: string) => `Term ${number}: ${name}`,
      gradient: String.raw`g = \nabla f(x)`,
      kinds: {
        place: 'The step itself, to the scale of the map.',
        slope: (scale: string) => `An arrow, drawn ${scale} times its length and against the slope, as the step goes.`,
        square: (scale: string) => `A box whose half sides are the roots, drawn ${scale} times their length.`,
        size: (scale: string) => `A box whose half sides these are, drawn ${scale} times their length.`,
        step: 'An arrow, to the scale of the map.',
        number: 'A number for all coordinates: nothing to draw.',
      },
      none: 'The path ends where it starts: no update of it has finite numbers.',
      unseen: 'To see it drawn, show this path in one map or in a map of its own.',
    },
    elsewhere: {
      title: 'The same update elsewhere',
      setting: 'Setting',
      here: 'Here',
      sources: { a0: 'A0', a1: 'A1', a4: 'A4', pytorch: 'PyTorch' },
      form: 'written as',
      ownForm: 'own form',
      none: 'has none',
      calledHere: (name: string) => `called ${name}`,
      settings: (name: string) => `Settings of ${name}`,
    },
    race: {
      protocols: { fair: 'fair', a0: 'as in A0', a4: 'as in A4', pytorch: 'as in PyTorch' },
      protocolsLabel: 'Rules of the race',
      map: (objective: string, names: string[], step: number) =>
        `Map of ${objective} with the paths of ${names.join(', ')} up to step ${step}. The numbers are in the table below.`,
      panel: 'Beside the map',
      panels: { loss: 'f at each step', rate: 'effective rate of a step', memory: 'what is remembered', stability: 'which η converge' },
      panelLabel: {
        loss: () => 'Curves of f over the steps.',
        rate: (name: string) => `Effective rate of each step of ${name} along x and y, −Δ/g, on a log scale.`,
        memory: (name: string) => `How much each past gradient weighs in the memory of ${name}.`,
        stability: (name: string) => `Which step sizes of ${name} converge.`,
      },
      loss: {
        start: (value: string) => `All start at f\u00a0=\u00a0${value}.`,
        startOf: (name: string, value: string) => `${name} starts at f\u00a0=\u00a0${value}.`,
        lowest: (step: number, names: string[], value: string, ended: number | undefined) =>
          `Lowest at step ${step}: ${list(names)}, f\u00a0=\u00a0${value}${ended === undefined ? '' : ` since step ${ended}, the last`}.`,
        alone: (name: string, step: number, value: string, start: string) =>
          `${name}, step ${step}: f\u00a0=\u00a0${value}, from ${start} at the start.`,
      },
      rate: {
        start: 'No step yet: a rate is how far a step went for each unit of gradient.',
        at: (name: string, step: number, x: string, y: string) => `${name}, step ${step}: as if η were ${x} and ${y}.`,
        along: (axis: string, rate: string) => `${rate} along ${axis}`,
        against: (axis: string, rate: string) => `${rate} along ${axis} (not downhill: a gap in the curve)`,
        gaps: (axis: string, count: number) =>
          count > 0 ? `Along ${axis}, ${count === 1 ? '1 step goes' : `${count} steps go`} not downhill and are gaps.` : '',
        any: (axis: string) => `anything along ${axis}, where g = 0`,
        none: (axis: string) => `nothing along ${axis}, which moves though g = 0`,
      },
      memory: {
        fading: (name: string, of: string, fade: string, steps: string) => `${name}, of ${of}: ≈ 1/(1 − ${fade}) = ${steps} steps`,
        forEver: (name: string, of: string) => `${name}, of ${of}: all alike, for ever`,
        uneven: (name: string, of: string) => `${name}, of ${of}: fades unevenly`,
        zero: (name: string) => `${name} stays 0`,
        other: (name: string) => `${name}: not a sum of gradients`,
        newest: 'the newest gradient, and no other',
        nothing: (name: string) => `${name} keeps nothing: a step forgets every gradient before it.`,
        start: 'No gradient yet: all memory is empty.',
        part: (percent: string, name: string) => `${percent} % of ${name}`,
        at: (step: number, parts: string[]) => `At step ${step} the newest gradient is ${list(parts)}.`,
        line: 'The line goes back to weight 1/e.',
      },
      stability: {
        converges: 'converges',
        diverges: 'diverges',
        nowhere: 'no η converges',
        bottomless: (_name: string, f: string) => `${f} has no lowest point, so no setting converges.`,
        rateless: (name: string) => `${name} has no step size η.`,
        still: 'η = 0: every step stays where it is.',
        side: {
          below: (pull: string, limit: string) => `Converges: η·λmax = ${pull} < ${limit}.`,
          on: (pull: string, limit: string) => `On the boundary: η·λmax = ${pull} = ${limit}. Steps neither shrink nor grow.`,
          above: (pull: string, limit: string) => `Diverges: η·λmax = ${pull} > ${limit}.`,
        },
        value: {
          within: (value: string, boundary: string) => `${value}, within the boundary ${boundary}`,
          beyond: (value: string, boundary: string) => `${value}, beyond the boundary ${boundary}`,
        },
        key: ['f: < 1 % left', 'less', 'all or more'],
        since: {
          parts: () => 'An update sees a part of f',
          bent: () => 'The curvature changes from place to place',
          unknown: (name: string) => `No boundary is known for ${name}`,
        },
        measured: (since: string, part: string | undefined, steps: number) =>
          `${since}: each cell is a run of ${steps} steps. ${part ? `Here ${part} of f above its minimum is left.` : 'Here f has no finite end.'}`,
      },
      startHandle: (place: string) => `Start ${place}. Drag it, or move it with the arrow keys; with Shift, further.`,
      back: 'Step back',
      play: 'Play',
      pause: 'Pause',
      forward: 'Step forward',
      scrub: 'Step',
      stepOf: (step: number, end: number) => `step ${step} of ${end}`,
      setUp: 'Set up',
      legend: 'Paths',
      settingsOf: 'Settings of',
      form: 'written as',
      ownForm: 'own form',
      otherForm: (name: string, by: string) => `form “${name}” (${by})`,
      finer: 'finer settings',
      slider: (name: string) => `${name}, slider`,
      objective: 'Objective',
      startX: 'Start x',
      startY: 'Start y',
      steps: 'Steps',
      levels: 'Level sets of',
      level: { f: 'f', root: '√f' },
      view: 'View',
      views: { overlay: 'all in one map', multiples: 'a map for each', one: 'one at a time', surface: 'on the surface' },
      relief: {
        label: 'Where to look from',
        eyes: { above: 'from above', side: 'from the side', first: 'reset' },
        from: (azimuth: number, elevation: number) =>
          elevation === 90
            ? `Seen from straight above, turned ${degrees(azimuth)}.`
            : `Seen from the ${winds[Math.round(azimuth / 45 + 8) % 8]}, turned ${degrees(azimuth)}, ${degrees(elevation)} above the horizon.`,
        turner: (from: string) => `${from} Drag to turn the surface, or use the arrow keys; with Shift, further.`,
        map: (objective: string, names: string[], step: number, from: string) =>
          `Surface of ${objective} above its map, with the paths of ${names.join(', ')} up to step ${step}. ${from} The numbers are in the table below.`,
      },
      reset: 'Reset',
      copyLink: 'Copy link',
      copied: 'Copied',
      notCopied: 'The browser refused: copy it from the address bar',
      noClipboard: 'The browser refused: mark it and copy',
      numbers: 'Numbers and downloads',
      numbersOf: (figure: string) => `Numbers: ${figure}`,
      table: (name: string) => `${name}, step by step`,
      tablePath: 'Path',
      tableNote: 'g is the gradient that the update was given, Δ the update; the rate is −Δ/g, the angle that between Δ and −g.',
      columns: { step: 'step', f: 'f', length: '‖g‖', delta: 'Δ', rate: 'rate', angle: 'angle, °' },
      tableThinned: 'Here is every tenth step; with JavaScript, every one.',
      copyRow: 'Copy row',
      copyTable: 'Copy table',
      downloads: { svg: 'SVG', png: 'PNG', csv: 'CSV', json: 'JSON' },
      download: 'Download',

      at: (name: string, step: number, place: string, value: string) => `${name}, step ${step}: x = ${place}, f = ${value}`,
      ended: (name: string, step: number, place: string, value: string) => `${name} ends at step ${step}: x = ${place}, f = ${value}`,
      none: 'No path is switched on.',
      levelNote: {
        f: () => 'Level sets of f.',
        root: (ofA0: boolean) => (ofA0 ? 'Level sets of √f, as A0 draws them, though it minimises f.' : 'Level sets of √f.'),
      },
      levelSwitch: { f: 'Show √f', root: 'Show f' },
      cut: (count: number) => `Shown are the first ${count} points, as in the article.`,
      boxed: (name: string, step: number) => `${name}’s loop stops after step ${step}.`,
      off: 'The start is outside this map.',
      left: (step: number) => `step ${step} left the map`,
      leftAndBack: (step: number, back: number) => `step ${step} left the map, step ${back} came back`,
      overflow: (step: number) => `step ${step} has no finite result`,
      tooFast: (pull: string, limit: string) => `lr·λmax = ${pull} > ${limit}`,
      whyTooFast: 'Above that limit a step ends higher on the other side than it began.',
      zeroByZero: '0/0: a coordinate had no gradient yet, and no guard ε stands under it.',
      bottomless: 'This surface has no lowest point: leaving is what downhill means here.',
      allowed: {
        start: (min: number, max: number) => `a start has two numbers from ${min} to ${max}`,
        steps: (min: number, max: number) => `steps is a whole number from ${min} to ${max}`,
      },
      kept: (complaint: string) => `${complaint[0].toUpperCase()}${complaint.slice(1)}. The figure shows the last good value.`,
      damaged: (part: string, allowed?: string) =>
        `This link is damaged at “${part.length > 60 ? `${part.slice(0, 60)}…` : part}”${allowed ? ` (allowed: ${allowed})` : ''}. The figure shows its defaults.`,
      asleep: 'This figure could not be loaded and is a still picture for now. Reload the page to try again.',
      failed: (what: string) => `That did not work: ${what}. The last good figure stays.`,
    },
    figures: {
      'too-long': 'A step that is too long',
      'before-momentum': 'Gradient descent zigzags',
      'before-adagrad': 'Momentum overshoots, and leaves the rare word behind',
      'before-rmsprop': 'AdaGrad stalls',
      'before-adam': 'RMSprop hops for ever',
      uncorrected: 'Adam without correction',
      'a4-naive': 'A4: four algorithms side by side',
      home: 'Five algorithms, one valley',
      'a0-final': 'The race as A0 ran it',
      fair: 'The same race, made fair',
    },
    surfaces: {
      kinds: {
        quad1: 'convex: one way down, one place to end',
        himmelblau: 'not convex: four minima, four saddles between them, a maximum',
        saddle: 'a minimum along x, a maximum along y',
        rastrigin: 'a minimum in every pit; one is the lowest',
      },
      key: '+ minimum   ▵ maximum   × saddle',
      map: (name: string, { minima, maxima, saddles }: Record<'minima' | 'maxima' | 'saddles', number>) =>
        `Map of ${name}: in view are ${minima} minima, ${maxima} maxima and ${saddles} saddles`,
    },
    slope: {
      down: 'steepest way down',
      home: 'way to the minimum',
      angle: (at: string, degrees: string) => `At ${at} the two directions are ${degrees}° apart.`,
      arrived: 'This is the minimum: there is no way down from here.',
      handle: (at: string) => `Place ${at}. Drag it, or move it with the arrow keys; with Shift, further.`,
      map: (angle: string) =>
        `Map of the valley with two arrows from one point: the steepest way down and the way to the minimum. ${angle}`,
    },
    landscape: {
      map: (from: string) =>
        `The valley as a surface above its map. From (−5, −2) the steepest way down leads down the wall first, then along the floor to the minimum. ${from}`,
    },
    batches: {
      batch: 'Batch',
      miniBatch: 'Mini-batch',
      oneSample: 'One sample',
      settings: { lr: 'step size η', epochs: 'passes over the data', size: 'rows in a mini-batch' },
      facts: (rows: number, updates: number, above: string) => `${rowsAnUpdate(rows)}, ${updates} updates; ends ${above} above the minimum`,
      left: (rows: number, updates: number) => `${rowsAnUpdate(rows)}, ${updates} updates; the step is too large, and it leaves the map`,
      map: (name: string) => `Path of ${name} descent over the loss of a straight line`,
    },
    changed: {
      title: (parent: string) => `What changed from ${parent}`,
      table: (child: string, parent: string) => `The update of ${child}, with what is new in it and what it replaces in ${parent}`,
      row: 'Row',
      kinds: { same: 'as before', changed: 'changed', new: 'new', gone: 'gone' },
      was: 'was',
      keyNew: 'underlined',
      newHere: (parent: string) => `not in ${parent}`,
      keyGone: 'struck out',
      goneHere: (parent: string) => `only in ${parent}`,
    },
    slide: {
      slider: (child: string, parent: string) => `from ${child} to ${parent}`,
      map: (child: string, parent: string, apart: string) => `Map with the paths of ${child} and ${parent}. ${apart}`,
      apart: (distance: string, step: number) => `The paths are farthest apart at step ${step}: by ${distance}.`,
      left: (what: string) => `What is left is the ${what}.`,
      same: (parent: string) => `The same path as ${parent}’s, at every step.`,
      shared: 'Both paths:',
      otherForm: (name: string) => `written as “${name}”`,
      show: 'Show this in the chapter’s figure',
      handle: (at: string) => `Start ${at} of both paths. Drag it, or move it with the arrow keys; with Shift, further.`,
    },
    family: {
      label: 'The family of algorithms, from the oldest to the youngest',
      around: (name: string) => `What ${name} grew out of, and what grew out of it`,
      title: 'Family',
      edge: (child: string, parent: string, says: string) => `What ${child} changed in ${parent}: ${says}`,
    },
    compared: {
      label: 'The algorithms compared',
      algorithm: 'Algorithm',
      keeps: 'Keeps',
      uses: 'Gradient used',
      rate: 'Rate',
      strength: 'Strength',
      nothing: 'nothing',
      numbers: (count: number) =>
        count === 1 ? 'one number a weight' : `${['zero', 'one', 'two', 'three', 'four'][count] ?? count} numbers a weight`,
    },
    trust: {
      title: 'How this was checked',
      version: (source: string, version: string) => `${source} ${version}`,
      walked: (name: string, sources: string[], { series, steps, objectives }: { series: number; steps: number; objectives: number }) =>
        `${name} walked ${count(series, 'path')} of ${list(sources)} again, ${count(steps, 'step')} on ${count(objectives, 'objective')}.`,
      largest: 'The largest relative difference was',
      exact: 'Every point was the same to the last bit.',
      keeps: (laws: number) => `It keeps ${count(laws, 'law')}.`,
      more: 'What this means, and what it leaves out',
      table: 'What each algorithm was held against',
      heads: {
        algorithm: 'Algorithm',
        against: 'Against',
        series: 'Paths',
        objectives: 'Objectives',
        steps: 'Steps',
        largest: 'Largest relative difference',
        laws: 'Laws',
      },
      same: 'none, to the last bit',
      at: (objective: string, step: number) => `${objective}, step ${step}`,
      all: 'All',
      made: (numpy: string, torch: string, engine: string) =>
        `The articles’ loops ran in NumPy ${numpy}, PyTorch’s paths are those of version ${torch}, ours were computed by ${engine}.`,
      derivatives: 'Gradients and Hessians against central differences',
      derivativeHeads: { objective: 'Objective', places: 'Places', gradient: 'Gradient', hessian: 'Hessian' },
      figures: 'The articles’ figures, point by point',
      figureHeads: { figure: 'Figure', paths: 'Paths', points: 'Points', largest: 'Largest relative difference' },
      of: (source: string) => `${source}’s`,
      with: 'with',
      leftOut: (paths: number, reason: string) => `, ${count(paths, 'path')}: ${reason}.`,
    },
    errata: {
      title: 'Errata',
      idea: 'Articles are read more often than they are run. Here both are run: what each article has, and the same thing mended.',
      description: 'Each mistake in the five articles that has code, with its mended version: both run, both drawn.',
      link: 'Mistakes in the articles, run',
      listed: 'The mistakes, by article',
      open: 'Both versions, run',
      of: (article: string) => `Mistakes in ${article}`,
      about: 'About',
      sides: { printed: (article: string) => `As ${article} has it`, mended: () => 'Mended' },
      code: (side: string) => `Code, ${side[0].toLowerCase()}${side.slice(1)}`,
      differs: 'only here: ',
      rules: (objective: string, start: string, steps: number) => `${objective}, from ${start}, ${steps} steps`,
      settings: (article: string) => `with ${article}’s settings`,
      map: (side: string, names: string[]) =>
        `${side}: map with the ${names.length === 1 ? 'path' : 'paths'} of ${list(names)}. Where they end is said below.`,
      same: (name: string, count: number, place: string) => `${name}: all ${count} points are ${place}.`,
      at: (name: string, step: number, place: string, value: string) => `${name}, step ${step}: ${place}, f\u00a0=\u00a0${value}`,
      stopped: (name: string, step: number, place: string, value: string) =>
        `${name}, stopped at step ${step}: ${place}, f\u00a0=\u00a0${value}`,
      cut: (name: string, step: number, place: string, value: string, steps: number) =>
        `${name}, cut off at step ${step} of ${steps}: ${place}, f\u00a0=\u00a0${value}`,
      broken: (name: string, step: number, place: string) => `${name}: step ${step} has no finite result; it stays at ${place}.`,
      shows: 'What the runs show',
    },
    failure: {
      anchor: 'failure',
      title: (what: string) => `Where ${what} fails`,
    },
    parts: {
      tryIt: 'Things to try',
      mistake: (article: string) => `A mistake in ${article}`,
    },
  },
};

/** As on a map: y grows to the north. From the south and on, the way that the azimuth grows. */
const winds = ['south', 'south-east', 'east', 'north-east', 'north', 'north-west', 'west', 'south-west'];
const degrees = (value: number) => `${String(Math.round(value)).replace('-', '−')}°`;

export type Language = keyof typeof words;
export type RaceWords = (typeof words)[Language]['race'];

function rowsAnUpdate(rows: number): string {
  return rows === 1 ? '1 row an update' : `${rows} rows an update`;
}

/** 1 step, 2 steps, 2,081 steps */
function count(number: number, thing: string): string {
  return `${number.toLocaleString('en')} ${thing}${number === 1 ? '' : 's'}`;
}

function list(names: string[]): string {
  return new Intl.ListFormat('en').format(names);
}
