export function escape(text: string): string {
	const entities: Record<string, string> = {
		'&': '&amp;',
		'<': '&lt;',
		'>': '&gt;',
		'"': '&quot;',
	};
	return text.replaceAll(/[&<>"]/g, (character) => entities[character] ?? character);
}

/** A file beside the page, as an address. */
export const address = (file: string): string => encodeURIComponent(file);
