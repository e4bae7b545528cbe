/** What goes between the page, the frame and the kernel in it; readers of the page see only what `protocol.ts` has. */
import type { Path } from '../../lib/descend.ts';
import type { Compiled, Descent, Input, KernelEvent, Told, Training, Trouble } from '../protocol.ts';

/** To the kernel. */
export type Order =
  | { type: 'define'; cells: Compiled[] }
  /** Cells that are set aside: who needs their names is told so. */
  | { type: 'aside'; cells: Pick<Compiled, 'cell' | 'defines'>[] }
  | { type: 'remove'; cells: string[] }
  /** Without a value, there is no such input any more. */
  | { type: 'input'; name: string; value: Input | undefined }
  | { type: 'descend'; id: number; descent: Descent }
  /** With a port to the images. */
  | { type: 'train'; id: number; training: Training }
  | { type: 'pause' | 'resume' | 'stop'; id: number }
  | { type: 'ping'; id: number };

/** From the kernel. */
export type Report =
  | Exclude<KernelEvent, { type: 'ready' | 'restarted' }>
  | { type: 'ready' }
  /** The code of these cells runs now, or trains, until others' does: who is to blame when nothing answers any more. */
  | { type: 'enter'; cells: string[]; trains: boolean }
  | { type: 'path'; id: number; path: Path & { hint?: string } }
  | { type: 'news'; id: number; news: Told }
  /** Nothing more comes of that descent or training. */
  | { type: 'lost'; id: number; trouble: Trouble }
  /** Also unasked, where what runs takes its time, but has an end. */
  | { type: 'pong'; id: number };

/** To the frame. A kernel has a number, so that what an older one said is not taken for its successor's. */
export type FrameOrder = { type: 'start'; kernel: number } | { type: 'beat'; id: number } | { type: 'order'; order: Order };

/** From the frame. */
export type FrameReport =
  | { type: 'beat'; id: number }
  /** `report` is plain data, of whatever shape; `size` is how much of it there is, in numbers and letters. */
  | { type: 'report'; kernel: number; report: unknown; size: number }
  | { type: 'flood'; kernel: number };
