const spelling: Record<string, string> = { gpt: 'GPT', flux: 'FLUX' };

/** "nano-banana-2.1-text" as people read it: "Nano Banana 2.1". */
export function modelName(id: string): string {
	return id
		.replace(/-(text|edit)$/, '')
		.replace(/^gemini-(?=nano-)/, '')
		.split('-')
		.map((word) => spelling[word] ?? word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
