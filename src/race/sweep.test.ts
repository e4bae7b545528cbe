import { expect, test } from 'vitest';
import { figure, raceIn } from './figures.ts';
import { races, settingsFor } from './races.ts';
import { sweep } from './sweep.ts';

test.each(races.map(({ id }) => id))('%s is tuned with the step sizes that the search finds', (id) => {
  const { swept } = sweep(id);
  for (const { optimizer, hyper } of raceIn(figure(id), 'tuned').entries) {
    const lr = swept.find((one) => one.id === optimizer)?.best.lr ?? Number.NaN;
    expect.soft(hyper, `${optimizer}, ${lr}`).toMatchObject(settingsFor(optimizer, lr));
  }
});
