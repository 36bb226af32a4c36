import { brotliCompressSync, gzipSync } from 'node:zlib';

import type { Random } from './random';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const BAD_UTF8 = ['c328', 'e28228', 'f0288cbc', 'ff', 'c080', 'eda080', 'f4908080', '80'];
const MARKS = ['efbbbf', 'feff', 'fffe', '00', '1f8b'];

/** Four bytes that mean something as a length or a size. */
const SIZES = ['00000000', '00000001', '7fffffff', '80000000', 'ffffffff', '0000ffff', 'ffff0000'];

const MUTATIONS: Record<string, Mutation> = {
	flip: (bytes, random) => {
		const changed = Buffer.from(bytes);
		for (let count = random.size(20) + 1; count > 0; count -= 1) {
			const at = random.below(changed.length);
			changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
		}
		return changed;
	},
	set: (bytes, random) => {
		const changed = Buffer.from(bytes);
		changed[random.below(changed.length)] = random.below(256);
		return changed;
	},
	'set a size': (bytes, random) => {
		const changed = Buffer.from(bytes);
		Buffer.from(random.pick(SIZES), 'hex').copy(changed, random.below(changed.length));
		return changed;
	},
	truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
	'cut the beginning': (bytes, random) => bytes.subarray(random.size(bytes.length)),
	'insert noise': (bytes, random) =>
		insert(
			bytes,
			random,
			Buffer.from(Array.from({ length: random.size(200) }, () => random.below(256))),
		),
	'insert bad UTF-8': (bytes, random) =>
		insert(bytes, random, Buffer.from(random.pick(BAD_UTF8), 'hex')),
	'repeat a piece': (bytes, random) => {
		const from = random.below(bytes.length);
		const piece = bytes.subarray(from, from + random.size(100) + 1);
		return insert(bytes, random, Buffer.concat(Array<Buffer>(random.size(500)).fill(piece)));
	},
	'move a piece': (bytes, random) => {
		const from = random.below(bytes.length);
		const to = from + random.below(bytes.length - from);
		const rest = Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
		return insert(rest, random, bytes.subarray(from, to));
	},
	'put a mark in front': (bytes, random) =>
		Buffer.concat([Buffer.from(random.pick(MARKS), 'hex'), bytes]),
	'append zeros': (bytes, random) => Buffer.concat([bytes, Buffer.alloc(random.size(50_000))]),
	'as UTF-16': (bytes, random) => {
		const wide = Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le');
		return random.chance(0.5) ? wide : wide.swap16();
	},
	'as gzip': (bytes) => gzipSync(bytes, { level: 1 }),
	'as brotli': (bytes) => brotliCompressSync(bytes.subarray(0, 1000)),
	empty: () => Buffer.alloc(0),
};

export function mutateBytes(bytes: Buffer, random: Random): Buffer {
	let mutated = bytes;
	for (let count = random.size(4); count > 0; count -= 1) {
		// Most of them need a byte to begin with.
		if (mutated.length === 0) return mutated;
		mutated = random.pick(Object.values(MUTATIONS))(mutated, random);
	}
	return mutated;
}

function insert(bytes: Buffer, random: Random, piece: Buffer): Buffer {
	const at = random.below(bytes.length + 1);
	return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)]);
}
