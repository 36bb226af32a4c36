import type { ImageFacts } from '../output/item';
import type { ImageTask } from './scope';

type OrderedFacts = Omit<
	ImageFacts,
	'url' | 'mimeType' | 'reviewRecommended' | 'generation' | 'warnings' | 'rawResponse'
>;

/**
 * What an order says of its image, whatever came of it.
 *
 * @param attempts paid HTTP requests that it took
 */
export function orderedFacts(task: ImageTask, attempts: number): OrderedFacts {
	const { plan, choice, fallbackFrom, request, startedAt, scope } = task;
	const { id, key, entry } = choice.model;
	return {
		provider: plan.provider.name,
		operation: plan.operation,
		model: id,
		modelKey: key,
		modelName: entry?.name ?? id,
		prompt: request.prompt,
		aspectRatio: request.format.aspectRatio,
		resolution: request.format.resolution,
		attempts,
		durationMs: Math.round(scope.effects.clock.now() - startedAt),
		adjusted: choice.adjusted,
		fallbackFrom,
	};
}
