import { expect, test } from 'vitest';
import { optimizers } from './catalog.ts';
import { byOptimizer, models } from './models.ts';

test('A2’s list is there, but for the one that was not found in its paper', () => {
  const names = models.filter(({ a2 }) => a2).map(({ name }) => name);
  expect(names.toSorted()).toEqual(['BERT', 'BigGAN', 'Mask R-CNN', 'ResNet', 'Transformer', 'YOLO']);
});

test('an algorithm that the notebook has is called as it is there', () => {
  for (const { name, optimizer: id, called } of models) expect([name, optimizers.get(id)?.name ?? called]).toEqual([name, called]);
});

test('under each algorithm they go from the oldest to the youngest', () => {
  for (const { models: its } of byOptimizer()) {
    const years = its.map(({ year }) => year);
    expect(years).toEqual(years.toSorted((a, b) => a - b));
  }
});

test('every model has its source', () => {
  for (const { source } of models) expect(source.url).toMatch(/^https:\/\/(arxiv\.org\/abs\/\d{4}\.\d{5}|doi\.org\/|github\.com\/)/);
  expect(new Set(models.map(({ name }) => name)).size).toBe(models.length);
});
