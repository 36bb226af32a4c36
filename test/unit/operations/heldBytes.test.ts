import { heldBytes } from '../../../nodes/OakgenImage/operations/heldBytes';

const bytes = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(150, 0xe4)]);
const base64 = bytes.toString('base64');
const overJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as unknown;

describe('the bytes that a Code node put into a binary field', () => {
	it.each<[string, unknown]>([
		['base64', base64],
		['base64 in lines', base64.match(/.{1,76}/g)!.join('\r\n')],
		['base64 for URLs', bytes.toString('base64url')],
		['a data URI', `data:image/png;base64,${base64}`],
		['a data URI in lines', `\ndata:image/png;base64,${base64.match(/.{1,76}/g)!.join('\n')}`],
		['a binary string', bytes.toString('latin1')],
		['a Buffer', bytes],
		['a Buffer over JSON', overJson(bytes)],
		['a typed array', new Uint8Array(bytes)],
		['a typed array over JSON', overJson(new Uint8Array(bytes))],
		[
			'a part of a larger buffer',
			new Uint8Array(Buffer.concat([bytes, bytes])).subarray(bytes.length),
		],
		['an ArrayBuffer', new Uint8Array(bytes).buffer],
		['numbers', [...bytes]],
	])('%s', (_, data) => {
		expect(heldBytes(data)).toEqual(bytes);
		expect(heldBytes(data, 50)?.subarray(0, 20)).toEqual(bytes.subarray(0, 20));
	});

	it.each([
		undefined,
		null,
		'',
		' ',
		{},
		{ a: 1 },
		5,
		true,
		[256],
		[1.5],
		['a'],
		{ type: 'Buffer' },
		{ type: 'Buffer', data: 'x'.repeat(0) },
		{ 0: 'a' },
	])('%p holds none', (data) => {
		expect(heldBytes(data)).toBeNull();
	});
});
