const families = [
	'nano-banana-2-lite',
	'nano-banana-2',
	'nano-banana-2.1',
	'nano-banana-pro',
	'gpt-image-2',
	'gpt-image-2.6',
	'gpt-image-1',
	'flux-2-pro',
	'flux-3',
	'seedream-5.5',
	// A model that came after the node's catalogue.
	'nano-banana-3-preview',
];

const creditsOfFamily: Record<string, number> = {
	'nano-banana-2-lite': 3,
	'nano-banana-2': 6,
	'nano-banana-2.1': 7,
	'nano-banana-pro': 12,
	'gpt-image-2': 10,
	'gpt-image-2.6': 14,
	'gpt-image-1': 8,
	'flux-2-pro': 6,
	'flux-3': 9,
	'seedream-5.5': 5,
};

export const oakgenModels = [
	...families.flatMap((family) => [`${family}-text`, `${family}-edit`]),
	'gpt-image-1',
];

export function creditsOf(model: string): number {
	return creditsOfFamily[model.replace(/-(text|edit)$/, '')] ?? 5;
}
