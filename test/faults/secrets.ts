import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { storageFolder } from '../../tools/engine/n8n.ts';
import type { LogEntry } from '../../tools/sandbox/index.ts';
import type { Act } from './act.ts';
import { keys } from './keys.ts';
import type { Played } from './play.ts';

/** A piece of what somebody could see, and where it is. */
interface Trace {
	what: string;
	text: string;
}

/** Image data, as no id and no address has it. */
const BASE64_PAYLOAD = /[A-Za-z0-9+/_-]{200,}={0,2}/;

/** Enough of a key to be of use to a thief: a cut leaves one of its ends. */
const PIECE = 12;

const forms = Object.values(keys).flatMap(formsOf);

function formsOf(key: string): string[] {
	const percent = encodeURIComponent(key);
	const bytes = Buffer.from(key);
	return [
		key.slice(0, PIECE),
		key.slice(-PIECE),
		percent,
		percent.replace(/%../g, (code) => code.toLowerCase()),
		JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/'),
		// Behind other text, such as "Bearer ", base64 groups the bytes in one of three ways.
		...[0, 1, 2].map((before) => {
			const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
			return encoded.slice(
				Math.ceil((before * 4) / 3),
				Math.floor(((before + bytes.length) * 4) / 3),
			);
		}),
	].flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]);
}

/** The places where something secret stands that must not; none, when all is well. */
export function leaksIn(traces: Trace[]): string[] {
	return traces.flatMap(({ what, text }) => {
		const form = forms.find((secret) => text.includes(secret));
		const payload = BASE64_PAYLOAD.exec(text)?.[0];
		return [
			...(form === undefined ? [] : [`${what}: the key, as ${form}`]),
			...(payload === undefined ? [] : [`${what}: image data, ${payload.slice(0, 40)}…`]),
		];
	});
}

/** All that users, other nodes and n8n's database can see of an act: everything but the image itself. */
export function tracesOf({ run }: Played, thrown: unknown): Trace[] {
	return [
		...partsOf('the thrown error', thrown),
		...partsOf('the error as n8n keeps it', run.error),
		{ what: 'the output', text: JSON.stringify(run.items) },
		{ what: 'what the node keeps for another try', text: JSON.stringify(run.paidImages ?? null) },
		// With the output of every node, hints, errors and times.
		{ what: 'the saved execution', text: shown(run.run) },
	];
}

function partsOf(what: string, error: unknown): Trace[] {
	if (typeof error !== 'object' || error === null) return [];
	const { message, description, stack, context, cause } = error as Record<string, unknown>;
	return [
		...Object.entries({ message, description, stack, context, cause }).map(([part, value]) => ({
			what: `${what}: ${part}`,
			text: typeof value === 'string' ? value : shown(value),
		})),
		{ what: `${what}, as JSON`, text: JSON.stringify(error) },
		{ what: `${what}, in a log`, text: shown(error) },
	];
}

/** With all that is hidden or nested. */
function shown(value: unknown): string {
	return inspect(value, {
		depth: null,
		showHidden: true,
		maxStringLength: null,
		maxArrayLength: null,
		breakLength: Infinity,
	});
}

/** The files that an execution has written: images and what n8n notes of them. */
export function filesOf({ executionId, run }: Played): string[] {
	const folder = join(storageFolder, 'workflows', run.workflowId, 'executions', executionId);
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map(({ parentPath, name }) => join(parentPath, name));
}

/** As `filesOf`, once n8n has removed what it was writing when a download was given up. */
export async function settledFilesOf(played: Played): Promise<string[]> {
	for (let look = 0; look < 100 && filesOf(played).some(isUnfinished); look += 1) {
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return filesOf(played);
}

function isUnfinished(file: string): boolean {
	return /\.tmp\./.test(file);
}

/** Keys in files, their names included. */
export function leaksInFiles(files: string[]): string[] {
	return files.flatMap((file) => {
		const text = file + readFileSync(file).toString('latin1');
		return forms.filter((form) => text.includes(form)).map((form) => `${file}: ${form}`);
	});
}

/** Requests that carry a key that they must not: any, at another origin. */
export function keysSentAstray({ provider }: Act, played: Played): string[] {
	const own = { oakgen: 'authorization', gemini: 'x-goog-api-key' }[provider];
	return [
		...played.elsewhereRequests.flatMap((request) => keysIn(request, 'elsewhere')),
		...played.requests.flatMap(({ headers, ...request }) =>
			keysIn({ ...request, headers: { ...headers, [own]: '' } }, `besides ${own}`),
		),
	];
}

function keysIn(request: LogEntry, where: string): string[] {
	const { method, path, headers, bodyText = '' } = request;
	const text = [path, JSON.stringify(headers), bodyText].join(' ');
	return forms
		.filter((form) => text.includes(form))
		.map((form) => `${where}: ${method} ${path} has ${form}`);
}
