import { createWriteStream, rmSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeTempFolder } from '../../engine/tempFolder.ts';
import { BASE64_PROMPT } from '../provider/index.ts';
import type { Service, Work } from '../types.ts';
import type { Contestant, Make } from './contestant.ts';

type ImageToFile = (service: Service, row: number, file: string) => Promise<void>;

/** `fetch` and files, nothing else: what the machine can do. */
function bare(
	label: string,
	delivery: Contestant['delivery'],
	imageToFile: ImageToFile,
): Contestant {
	const makeIn =
		(folder: string): Make =>
		async (work, service, watch) => {
			const files = Array.from({ length: work.items }, (_, row) => join(folder, `${row}.png`));
			watch.start();
			await inLanes(work, async (row) => await imageToFile(service, row, files[row]));
			watch.stop();
			return {
				fileSizes: async () => files.map((file) => statSync(file).size),
				discard: async () => files.forEach((file) => rmSync(file)),
			};
		};
	return { label, delivery, prepare: async () => makeIn(makeTempFolder('bare')) };
}

async function inLanes(
	{ items, concurrency }: Work,
	work: (row: number) => Promise<void>,
): Promise<void> {
	const rows = Array.from({ length: items }, (_, row) => row).values();
	const lane = async () => {
		for (const row of rows) await work(row);
	};
	await Promise.all(Array.from({ length: Math.min(items, concurrency) }, lane));
}

async function order({ url, oakgenApiKey }: Service, prompt: string): Promise<Response> {
	return await fetch(`${url}/v1/generate/image`, {
		method: 'POST',
		headers: { authorization: `Bearer ${oakgenApiKey}`, 'content-type': 'application/json' },
		body: JSON.stringify({ model: 'nano-banana-2-lite-text', prompt }),
	});
}

async function addressOf(service: Service, row: number): Promise<string> {
	const reply = await order(service, `A red fox, ${row + 1}`);
	const { images } = (await reply.json()) as { images: [{ url: string }] };
	return images[0].url;
}

async function fetchTo(file: string, url: string): Promise<void> {
	const { body } = await fetch(url);
	await pipeline(Readable.fromWeb(body as never), createWriteStream(file));
}

export const bareUrl = bare('fetch alone', 'URL', async (service, row, file) => {
	await fetchTo(file, await addressOf(service, row));
});

/** The best that a program can do: as many orders as allowed, and the downloads beside them. */
export const bareBeside: Contestant = {
	label: 'fetch alone, downloads beside the orders',
	delivery: 'URL',
	prepare: async () => {
		const folder = makeTempFolder('beside');
		return async (work, service, watch) => {
			const files = Array.from({ length: work.items }, (_, row) => join(folder, `${row}.png`));
			const downloads: Array<Promise<void>> = [];
			watch.start();
			await inLanes(work, async (row) => {
				downloads.push(fetchTo(files[row], await addressOf(service, row)));
			});
			await Promise.all(downloads);
			watch.stop();
			return {
				fileSizes: async () => files.map((file) => statSync(file).size),
				discard: async () => files.forEach((file) => rmSync(file)),
			};
		};
	},
};

export const bareBase64 = bare('fetch alone (base64)', 'base64', async (service, row, file) => {
	const reply = await order(service, `A red fox ${BASE64_PROMPT}, ${row + 1}`);
	const { b64_json } = (await reply.json()) as { b64_json: string };
	await writeFile(file, Buffer.from(b64_json, 'base64'));
});

/** Parsing and decoding alone: the reply is there already, and the bytes go nowhere. */
export const parseAndDecode: Contestant = {
	label: 'parse and decode alone',
	delivery: 'base64',
	prepare: async () => async (work, service, watch) => {
		const reply = await order(service, BASE64_PROMPT);
		const body = Buffer.from(await reply.arrayBuffer());
		const sizes: number[] = [];
		watch.start();
		for (let row = 0; row < work.items; row += 1) {
			const { b64_json } = JSON.parse(body.toString()) as { b64_json: string };
			sizes.push(Buffer.from(b64_json, 'base64').length);
		}
		watch.stop();
		return { fileSizes: async () => sizes, discard: async () => undefined };
	},
};
