import { compare } from './compare';
import { edit } from './edit';
import { generate } from './generate';
import { get } from './get';
import type { NodeOperation } from './names';
import type { Operation } from './types';

/** In the order of the parameter Operation. A new one is a file, its name in `names.ts`, and a line here. */
export const OPERATIONS: Record<NodeOperation, Operation> = { generate, edit, compare, get };
