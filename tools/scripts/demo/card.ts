import { formatCredits, formatPixels } from './format.ts';
import { address, escape } from './html.ts';
import type { Picture } from './pictures.ts';

export interface CardWords {
	/** Above the prompt; the model's name when absent. */
	title?: string;
	/** Below the prompt. */
	note?: string;
}

/** One picture with what it shows, who made it and what it cost. */
export function renderCard(picture: Picture, { title, note }: CardWords = {}): string {
	const { file, width, height, prompt, model, text, credits } = picture;
	// A row's pictures share its height when each grows with its own ratio. Very long ones would
	// otherwise leave no room for their caption or fill the page.
	const shape = Math.min(2.4, Math.max(0.75, width / height || 1));
	const source = address(file);
	const facts = [title === undefined ? null : model, formatPixels(picture)];
	return `<figure style="--shape: ${shape.toFixed(3)}">
<a href="${source}"><img src="${source}" width="${width}" height="${height}" alt="${escape(prompt)}" loading="lazy"></a>
<figcaption>
<p class="who"><strong>${escape(title ?? model)}</strong>${credits === null ? '' : `<span>${formatCredits(credits)}</span>`}</p>
<p class="prompt">${escape(prompt)}</p>
${text ? `<p class="said">“${escape(text)}”</p>\n` : ''}${note ? `<p class="note">${escape(note)}</p>\n` : ''}<p class="facts">${facts.filter(Boolean).map(String).map(escape).join(' · ')}</p>
</figcaption>
</figure>`;
}

/** A file of the run that no model made. */
export function renderFile(file: string, title: string, note: string): string {
	const source = address(file);
	return `<figure style="--shape: 1.34">
<a href="${source}"><img src="${source}" alt="${escape(title)}" loading="lazy"></a>
<figcaption><p class="who"><strong>${escape(title)}</strong></p><p class="prompt">${escape(note)}</p></figcaption>
</figure>`;
}
