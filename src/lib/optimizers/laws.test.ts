import { test } from 'vitest';
import { laws } from '../../../tests/laws.ts';

test.each(laws)('$says', ({ check }) => check());
