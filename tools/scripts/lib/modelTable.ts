import { CATALOGUE, COMMON_RATIOS } from '../../../nodes/OakgenImage/models/catalogue.ts';
import { idsAt } from '../../../nodes/OakgenImage/models/offers.ts';
import type { ModelEntry } from '../../../nodes/OakgenImage/models/types.ts';
import { PROVIDERS } from '../../../nodes/OakgenImage/providers/index.ts';
import type { ModelIds } from '../../../nodes/OakgenImage/providers/types.ts';

/** Of the README: what the catalogue says of every model, current ones first, and how to read it. */
export function modelTable(): string[] {
	const entries = Object.entries(CATALOGUE);
	const current = entries.filter(([, { retired }]) => !retired);
	const retired = entries.filter(([, entry]) => entry.retired);
	const providers = PROVIDERS.map(({ label }) => label.replace('Google Gemini', 'Google'));
	const heads = ['Model', ...providers, 'Resolutions', 'Aspect ratios', 'References', 'Mask'];
	const columns = [...heads, 'Quality', 'Output formats', 'Transparent', 'For'];
	return [
		`| ${columns.join(' | ')} |`,
		`|${' --- |'.repeat(columns.length)}`,
		...[...current, ...retired].map(([key, entry]) => `| ${cells(key, entry).join(' | ')} |`),
		'',
		...notes(),
	];
}

function notes(): string[] {
	const ofEdits = Object.entries(CATALOGUE).flatMap(([key, { name }]) => {
		const ids = PROVIDERS.map((provider) => idsAt(provider, key));
		return ids.some((id) => id?.generate.published && !id.edit.published) ? [name] : [];
	});
	const only = ofEdits.length === 0 ? '' : ` For ${ofEdits.join(' and ')} this holds for editing.`;
	const retired = Object.values(CATALOGUE).flatMap(({ name, retired: gone }) =>
		gone
			? [`${name} is retired: ${gone.where} (${gone.since}). Use ${nameOf(gone.successor)}.`]
			: [],
	);
	return [
		`(✓): Oakgen offers the model but has not published its id, so the node uses the id that the naming of the published ones suggests. If it is refused, copy the id from your Oakgen dashboard into **Model → By ID**.${only} Google makes PNG, or JPEG when it is asked for. Models that the provider lists for your account stand at the end of the list.`,
		...retired.flatMap((sentence) => ['', sentence]),
	];
}

const nameOf = (key: string) => CATALOGUE[key]?.name ?? key;

function cells(key: string, entry: ModelEntry): string[] {
	const { options, aspectRatios, retired } = entry;
	const formats = (options.outputFormat ?? []).map((format) =>
		format === 'webp' ? 'WebP' : format.toUpperCase(),
	);
	return [
		entry.name,
		...PROVIDERS.map((provider) => offered(idsAt(provider, key))),
		entry.resolutions.join(', '),
		ratios(aspectRatios),
		String(entry.maxReferences),
		yes(entry.mask),
		options.quality?.join(', ') ?? '–',
		formats.join(', ') || '–',
		yes(options.background?.includes('transparent') === true),
		retired ? `retired: ${nameOf(retired.successor)}` : entry.tier === 'draft' ? 'drafts' : 'final',
	];
}

/** In brackets when the id is assumed; what holds for edits alone stands below the table. */
function offered(ids: ModelIds | undefined): string {
	if (!ids) return '–';
	return ids.generate.published ? '✓' : '(✓)';
}

function ratios(had: readonly string[]): string {
	if (had.length > COMMON_RATIOS.length) return `all ${had.length}`;
	return had.length < COMMON_RATIOS.length
		? had.join(', ')
		: `${had.length} (no 1:4, 4:1, 1:8, 8:1)`;
}

const yes = (has: boolean) => (has ? '✓' : '–');
