import { compare } from './compare';
import { edit } from './edit';
import { generate } from './generate';
import { get } from './get';
import type { Operation } from './types';

/** In the order of the parameter Operation. A new one is a file, and a word here. */
export const OPERATIONS: readonly Operation[] = [generate, edit, compare, get];
