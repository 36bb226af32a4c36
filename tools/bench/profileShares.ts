import { readFileSync } from 'node:fs';
import type { Profiler } from 'node:inspector';

/** Who spends the CPU time of a process. */
export const spenders = [
	'Oakgen Image',
	'n8n: expressions',
	'n8n: requests and the rest',
	'Node: network',
	'Node: files',
	'Node: the rest',
	'garbage collection',
] as const;
export type Spender = (typeof spenders)[number];
export type Shares = Record<Spender, number>;

/** Nobody's work, or that of the profiler. */
const LEFT_OUT = /^(\(idle\)|\(root\)|node:inspector)/;

/** In order: the first that fits the file, or the name of a native function, counts. */
const SPENDERS: Array<[RegExp, Spender]> = [
	[/^\(garbage collector\)/, 'garbage collection'],
	[/nodes\/OakgenImage\/|bench\/contestants\/bare/, 'Oakgen Image'],
	[/^evalClosureSync|^dispose$|expression|isolated-vm|node_modules\/luxon/, 'n8n: expressions'],
	[/node_modules\//, 'n8n: requests and the rest'],
	[
		/^node:(_http|http|net|tls|dns|internal\/(stream_base|http|url)|internal\/deps\/undici|internal\/webstreams)|^(connect|writev|writeLatin1String|writeUtf8String|readStop|readStart)$/,
		'Node: network',
	],
	[
		/^node:(fs|internal\/fs)|^(writeBuffers?|rename|access|open|openFileHandle|close|stat|mkdir|unlink|read)$/,
		'Node: files',
	],
];

/** Adds up the self times of a CPU profile. @returns milliseconds */
export function sharesOf(file: string): Shares {
	const {
		nodes,
		samples = [],
		timeDeltas = [],
	} = JSON.parse(readFileSync(file, 'utf8')) as Profiler.Profile;
	const places = new Map(
		nodes.map(({ id, callFrame: { url, functionName } }) => [id, url || functionName]),
	);
	const shares = Object.fromEntries(spenders.map((name) => [name, 0])) as Shares;
	for (const [index, id] of samples.entries()) {
		const place = places.get(id) ?? '';
		if (LEFT_OUT.test(place)) continue;
		const [, spender = 'Node: the rest' as const] =
			SPENDERS.find(([pattern]) => pattern.test(place)) ?? [];
		shares[spender] += (timeDeltas[index] ?? 0) / 1000;
	}
	return shares;
}
