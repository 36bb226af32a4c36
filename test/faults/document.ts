import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findSection, sectionText, withSection } from '../../tools/scripts/lib/section.ts';
import { checkout } from '../engine/support.ts';
import type { Act } from './act.ts';
import type { Seen } from './seen.ts';
import { anotherFile, type Count, type FaultTable, type Row, type Settings } from './row.ts';

const file = join(checkout, 'docs/faults.md');

export interface SeenAct {
	act: Act;
	seen: Seen;
}

/**
 * Compares a table as it was played with its section of `docs/faults.md`, or writes that, when
 * UPDATE_FAULTS is set (`npm run faults`).
 */
export function checkSection(table: FaultTable, acts: SeenAct[]): void {
	const name = `faults: ${table.title}`;
	const lines = linesOf(table, acts);
	const page = readFileSync(file, 'utf8');
	if (process.env.UPDATE_FAULTS !== undefined) {
		return writeFileSync(file, withSection(page, name, lines));
	}
	expect(findSection(page, name)).toBe(sectionText(name, lines));
}

function linesOf(table: FaultTable, acts: SeenAct[]): string[] {
	return [
		'<!-- Made by `npm run faults` from test/faults/rows. Do not edit. -->',
		'',
		`### ${table.title}`,
		'',
		table.text,
		'',
		'| What goes wrong | Provider | Settings | Requests | Billed | What you get |',
		'| --- | --- | --- | --- | --- | --- |',
		...mergeAlike(mergeProviders(acts)).map(
			({ faults, cells }) => `| ${[faults.join('<br>'), ...cells].join(' | ')} |`,
		),
	];
}

interface Line {
	faults: string[];
	cells: string[];
}

/** One line for a row that came out the same with both providers. */
function mergeProviders(acts: SeenAct[]): Line[] {
	const lines = new Map<string, { providers: string[]; first: SeenAct }>();
	for (const one of acts) {
		const { act, seen } = one;
		const known = JSON.stringify([act.fault, act.settings, paidImage(seen, act)]);
		const line = lines.get(known) ?? { providers: [], first: one };
		line.providers.push(labels[act.provider]);
		lines.set(known, line);
	}
	return [...lines.values()].map(({ providers, first: { act, seen } }) => ({
		faults: [escaped(act.fault)],
		cells: [
			providers.length > 1 ? 'both' : (providers[0] ?? ''),
			settingsOf(act),
			requestsOf(seen),
			String(seen.billed),
			outcomeOf(seen, providers),
		],
	}));
}

/** Google sends the file within its reply, which is no difference worth a line. */
function paidImage({ downloads, ...rest }: Seen, act: Act): unknown {
	const isUsual = act.downloads === undefined && rest.outcome === 'image';
	return [rest, isUsual ? 'usual' : downloads];
}

/** One line for faults in a row that all have the same consequences. */
function mergeAlike(lines: Line[]): Line[] {
	return lines.reduce<Line[]>((merged, { faults, cells }) => {
		const last = merged.at(-1);
		if (last?.cells.join() !== cells.join()) return [...merged, { faults, cells }];
		return [...merged.slice(0, -1), { faults: [...last.faults, ...faults], cells }];
	}, []);
}

const labels = { oakgen: 'Oakgen', gemini: 'Google Gemini' } as const;

const settingNames: Record<keyof Settings, (value: unknown) => string> = {
	operation: () => 'Edit an Image',
	downloadImage: () => 'Download Image off',
	retryOn: (value) =>
		`Retry On = ${{ safe: 'Safe Failures Only', any: 'Any Failure', never: 'Never' }[String(value)]}`,
	maxRetries: (value) => `Max Retries ${String(value)}`,
	requestTimeout: (value) => `Request Timeout ${String(value)} s`,
	totalTimeout: (value) => `Total Timeout ${String(value)} s`,
	maxFileSize: (value) => `Max File Size ${String(value)} MB`,
};

function settingsOf({ settings = {} }: Row): string {
	return Object.entries(settings)
		.map(([name, value]) => settingNames[name as keyof Settings](value))
		.join(', ');
}

function requestsOf({ paid, polls, downloads, elsewhere }: Seen): string {
	const statuses = paid.map((status) => status ?? 'no status');
	const counted = (count: Count, what: string) =>
		count === 0 ? [] : [`${count} ${count === 1 ? what : `${what}s`}`];
	return [
		statuses.length === 0 ? 'no order arrives' : `order: ${statuses.join(', ')}`,
		...counted(polls, 'poll'),
		...counted(downloads, 'download'),
		...(elsewhere === 0 ? [] : [`${elsewhere} at another host`]),
	].join('; ');
}

function outcomeOf({ outcome }: Seen, providers: string[]): string {
	if (outcome === 'image') return 'the image';
	if (outcome === 'address') return 'the address of the image';
	if (outcome.startsWith(anotherFile)) return outcome;
	const said = outcome
		.replaceAll('{provider}', providers.length > 1 ? '‹provider›' : (providers[0] ?? ''))
		.replaceAll('{url}', '‹address of the image›')
		.replaceAll('{job}', '‹id›')
		.replaceAll('{base}', '‹Base URL›')
		.replaceAll('{elsewhere}', '‹another host›');
	return `Error: “${escaped(said)}”`;
}

function escaped(text: string): string {
	return text.replaceAll('{base}', '‹Base URL›').replaceAll('|', '\\|');
}
