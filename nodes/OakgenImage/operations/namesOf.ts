import type { Operation } from './types';

/** The operations as workflows store them in the parameter Operation. */
export function namesOf(operations: readonly Operation[]): string[] {
	return operations.map(({ option }) => option.value);
}
