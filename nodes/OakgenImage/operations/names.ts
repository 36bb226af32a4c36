/** As the parameter Operation has it; a comparison asks every model to generate, or to edit. */
export type NodeOperation = 'generate' | 'edit' | 'compare';

/** What an operation does. */
export const OPERATION_KINDS: Record<NodeOperation, 'order'> = {
	generate: 'order',
	edit: 'order',
	compare: 'order',
};

/** The operations that order images, for parameters that all of them have. */
export const ORDERING = (Object.keys(OPERATION_KINDS) as NodeOperation[]).filter(
	(name) => OPERATION_KINDS[name] === 'order',
);
