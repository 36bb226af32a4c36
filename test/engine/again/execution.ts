import type { ProviderName } from '../../../tools/sandbox/index.ts';
import type { runImage, Target } from '../support.ts';
import { drawn, itemsNamed, numbered, prompt } from './support.ts';

/** A run of six items that can be told to another process. */
export interface Execution {
	target: Target;
	provider: ProviderName;
	executionId: string;
}

export const sixNames = numbered(6);

export function runOf({ target, provider, executionId }: Execution): Parameters<typeof runImage> {
	return [
		target,
		{ ...drawn, provider, prompt, options: { concurrency: 2 } },
		{ items: itemsNamed(sixNames), executionId },
	];
}
