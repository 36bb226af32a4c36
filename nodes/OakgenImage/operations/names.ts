/** As the parameter Operation has it; a comparison asks every model to generate, or to edit. */
export type NodeOperation = 'generate' | 'edit' | 'compare' | 'get';

/** What an operation does: it orders images, which is paid for, or fetches what was ordered before. */
export const OPERATION_KINDS: Record<NodeOperation, 'order' | 'fetch'> = {
	generate: 'order',
	edit: 'order',
	compare: 'order',
	get: 'fetch',
};

/** The operations that order images, for parameters that all of them have. */
export const ORDERING = (Object.keys(OPERATION_KINDS) as NodeOperation[]).filter(
	(name) => OPERATION_KINDS[name] === 'order',
);
