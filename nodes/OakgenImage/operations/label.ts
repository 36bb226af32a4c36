/** What the editor calls parameters whose names do not say it. */
const LABELS: Readonly<Record<string, string>> = {
	binaryPropertyName: 'Input Data Field Name(s)',
	binaryPropertyOutput: 'Put Output in Field',
	compareOutput: 'Output',
	customModelIds: 'More Models by ID',
	fallbackModelIds: 'Fallback Models',
	generationId: 'Job ID',
	imageUrls: 'Image URL(s)',
	maskPropertyName: 'Mask Field Name',
	modelId: 'Model',
	modelIds: 'Models',
};

/**
 * What the editor calls a parameter, without its unit or provider.
 *
 * @param path among those of the node, such as `prompt` or `options.fileName`
 */
export function labelAt(path: string): string {
	const name = path.slice(path.lastIndexOf('.') + 1);
	return LABELS[name] ?? words(name);
}

function words(name: string): string {
	const spaced = name
		.replace(/[A-Z]/g, ' $&')
		.replace(/\b(?:Id|Url)\b/g, (word) => word.toUpperCase())
		.replace(' For ', ' for ');
	return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
