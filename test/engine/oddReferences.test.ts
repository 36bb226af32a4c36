import type { IBinaryData } from 'n8n-workflow';
import { box, ftyp, meta } from '../support/oddImages.ts';
import { sandboxOfFile } from './sandboxOfFile.ts';
import {
	dataUri,
	type InputItem,
	mustFail,
	mustRun,
	only,
	paidRequests,
	picture,
	runImage,
} from './support.ts';

const sandbox = sandboxOfFile({ plain: true });
let png: Buffer;
let jpeg: Buffer;

beforeAll(async () => {
	[png, jpeg] = await Promise.all([picture('#cc0000', 'png'), picture('#0000cc', 'jpeg')]);
});

const edit = { operation: 'edit' };
const all = { ...edit, binaryPropertyName: '*' };
const heic = Buffer.concat([ftyp('heic', 'mif1'), meta(8, 6), box('mdat', Buffer.alloc(500))]);
const pdf = { bytes: Buffer.from('%PDF-1.7\n'), mimeType: 'application/pdf' };

const sent = () => (only(paidRequests(sandbox)).body as { image_urls: unknown }).image_urls;
/** As a Code node hands on what it made itself. */
const made = (value: unknown): InputItem => ({ binary: { data: value as IBinaryData } });

describe('an image is one by its bytes', () => {
	it.each([
		'application/octet-stream',
		'binary/octet-stream',
		'text/plain',
		'image/png',
		'video/mp4',
	])('declared as %s', async (mimeType) => {
		const items = [{ files: { notes: pdf, photo: { bytes: jpeg, mimeType } } }];
		await mustRun(sandbox, all, { items });
		expect(sent()).toEqual([dataUri(jpeg, 'image/jpeg')]);
	});

	it('HEIC without its type', async () => {
		const items = [{ files: { data: { bytes: heic, mimeType: 'application/octet-stream' } } }];
		// The sandbox cannot read it, nor need it.
		await runImage(sandbox, edit, { items });
		expect(sent()).toEqual([dataUri(heic, 'image/heic')]);
	});
});

describe('what a Code node puts into a binary field', () => {
	const base64 = () => png.toString('base64');
	const forms: Array<[string, () => unknown]> = [
		['without a type', () => ({ data: base64() })],
		[
			'with a data URI',
			() => ({ data: `data:image/png;base64,${base64()}`, mimeType: 'image/png' }),
		],
		[
			'in lines',
			() => ({
				data: base64()
					.match(/.{1,76}/g)!
					.join('\n'),
				mimeType: 'image/png',
			}),
		],
		['with a Buffer', () => ({ data: png, mimeType: 'image/png' })],
		['with a Buffer over JSON', () => ({ data: JSON.parse(JSON.stringify(png)) as unknown })],
		['as a Buffer', () => png],
		['as base64', base64],
	];

	it.each(forms)('%s', async (_, form) => {
		for (const parameters of [edit, all]) {
			sandbox.reset();
			await mustRun(sandbox, parameters, { items: [made(form())] });
			expect(sent()).toEqual([dataUri(png, 'image/png')]);
		}
	});

	it.each<[string, unknown]>([
		['nothing', {}],
		['a type alone', { mimeType: 'image/png' }],
		['null', null],
		['a number', 5],
		['an object instead of bytes', { data: { url: 'x' }, mimeType: 'image/png' }],
	])('%s is refused before paying', async (_, form) => {
		for (const parameters of [edit, all]) {
			const error = await mustFail(sandbox, parameters, { items: [made(form)] });
			expect(error.message).toMatch(/The binary field "data" has no file in it.*\[item 0\]/);
			expect(error.description).toMatch(/node that made the field/);
			expect(sandbox.requests).toEqual([]);
		}
	});
});

it('a file that is gone from the storage: a sentence with item, field and remedy', async () => {
	const gone = {
		id: 'filesystem-v2:workflows/1/executions/2/binary_data/gone',
		data: 'filesystem-v2',
		mimeType: 'image/png',
	};
	for (const parameters of [edit, all]) {
		const error = await mustFail(sandbox, parameters, {
			items: [made(gone)],
			binaryMode: 'filesystem',
		});
		expect(error.message).toMatch(
			/The file of the binary field "data" is no longer in n8n’s storage.*\[item 0\]/,
		);
		expect(error.description).toMatch(/execute the node again that reads or downloads/);
		expect(sandbox.requests).toEqual([]);
	}
});

it.each(['photo', '*', '_files.photo'])(
	'binary mode "combined", where files stand among the JSON: %s',
	async (binaryPropertyName) => {
		const photo = { data: png.toString('base64'), mimeType: 'image/png' };
		const items = [{ json: { title: 'Fox', _files: { photo } } as unknown as InputItem['json'] }];
		await mustRun(sandbox, { ...edit, binaryPropertyName }, { items: items as InputItem[] });
		expect(sent()).toEqual([dataUri(png, 'image/png')]);
	},
);

it('a field whose name has a comma, and the field itself by expression', async () => {
	const items = [{ files: { 'front, final': { bytes: png }, back: { bytes: jpeg } } }];
	for (const binaryPropertyName of ['front, final', "={{ $binary['front, final'] }}"]) {
		sandbox.reset();
		await mustRun(sandbox, { ...edit, binaryPropertyName }, { items });
		expect(sent()).toEqual([dataUri(png, 'image/png')]);
	}
});
