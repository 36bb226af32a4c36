import { Collected } from '../../../nodes/OakgenImage/transport/collected';
import { imageHeads, plainImage } from '../../support/images';

const MEGABYTE = 1024 * 1024;

/** Of memory that is freed, other than that of a pool. */
const PIECE = 64 * 1024;

function collect(
	pieces: ReadonlyArray<string | Buffer>,
	{ maxBytes = 1000, announced }: { maxBytes?: number; announced?: string } = {},
): Collected {
	const collected = new Collected(maxBytes, announced);
	for (const piece of pieces) collected.push(Buffer.from(piece));
	return collected;
}

describe('the bytes of a reply', () => {
	it.each<[string, string[], string | undefined]>([
		['nothing', [], undefined],
		['nothing of what was announced', [], '9'],
		['one piece', ['a reply'], undefined],
		['several pieces', ['a ', 're', 'ply'], undefined],
		['as many as were announced', ['a ', 're', 'ply'], '7'],
		['fewer', ['a ', 're', 'ply'], '70'],
		['more, of which the first fit', ['a ', 're', 'ply'], '4'],
		['more, of which none fits', ['a ', 're', 'ply'], '1'],
		['a small piece behind one that did not fit', ['a', ' repl', 'y'], '3'],
		['a number that is none', ['a ', 're', 'ply'], 'many'],
		['an impossible number', ['a ', 're', 'ply'], '-7'],
		['half a byte', ['a ', 're', 'ply'], '6.5'],
	])('are all there: %s', (_, pieces, announced) => {
		const collected = collect(pieces, announced === undefined ? {} : { announced });
		expect(collected.bytes().toString()).toBe(pieces.join(''));
		expect(collected.size).toBe(pieces.join('').length);
	});

	it.each<[string, string[], number, boolean]>([
		['fewer than allowed', ['1234', '567'], 8, true],
		['as many', ['1234', '5678'], 8, true],
		['more', ['1234', '56789'], 8, false],
	])('are counted: %s', (_, pieces, maxBytes, isAllowed) => {
		const collected = new Collected(maxBytes, undefined);
		const answers = pieces.map((piece) => collected.push(Buffer.from(piece)));
		expect(answers).toEqual([true, isAllowed]);
	});

	it.each<[string, number, string, number]>([
		['what is announced', 1000, '100', 100],
		['what may come', 1000, '5000', 1000],
		['32 MB, whatever may come', 1e12, '999999999999', 32 * MEGABYTE],
	])('take no more memory than %s', (_, maxBytes, announced, reserved) => {
		const { buffer } = collect(['a ', 'reply'], { maxBytes, announced }).bytes();
		expect(buffer.byteLength).toBe(reserved);
	});

	it('of one piece are not copied', () => {
		const piece = Buffer.from('a reply');
		const collected = collect([]);
		collected.push(piece);
		expect(collected.bytes()).toBe(piece);
	});

	it('are let go of once nobody wants them, and no more are taken', () => {
		for (const announced of ['7', '1']) {
			const collected = collect(['a ', 're', 'ply'], { announced });
			collected.release(null);
			expect(collected.push(Buffer.from('more'))).toBe(false);
			expect(collected.bytes()).toHaveLength(0);
		}
	});

	it.each<[what: string, announced: number | undefined, pieces: number, freed: boolean[]]>([
		['as many as were announced', 2 * PIECE, 2, [true, true]],
		['fewer', 9 * PIECE, 2, [true, true]],
		['more', PIECE, 3, [true, true, true]],
		['one piece, which is the reply', undefined, 1, [false]],
		['several, of which a reply is made', undefined, 2, [true, true]],
	])('leave no memory behind but the reply: %s', (_, announced, count, freed) => {
		const pieces = Array.from({ length: count }, (_, place) => Buffer.alloc(PIECE, `a${place}`));
		const whole = Buffer.concat(pieces);
		const collected = new Collected(MEGABYTE, announced?.toString());
		for (const piece of pieces) collected.push(piece);
		const reply = collected.bytes();
		collected.release(reply);
		expect(pieces.map((piece) => piece.length === 0)).toEqual(freed);
		expect(reply.equals(whole)).toBe(true);
	});

	it('that nobody keeps are freed', () => {
		const piece = Buffer.alloc(PIECE, 'a');
		for (const announced of [undefined, String(2 * PIECE)]) {
			const collected = new Collected(MEGABYTE, announced);
			for (let left = 2; left > 0; left -= 1) collected.push(Buffer.from(piece));
			const reply = collected.bytes();
			collected.release(null);
			expect(reply).toHaveLength(0);
		}
	});
});

describe('a whole document', () => {
	it.each<[string, string[]]>([
		['an object', ['{"a": [1]}']],
		['a list', ['[1]']],
		['one in several pieces', ['{"a": ', '[1]', '}']],
		['blanks behind it, of every kind', ['{"a": 1}', ' \t\r', '\n\v\f']],
		['blanks behind it in the same piece', ['{"a": 1} \t\r\n\v\f']],
		['events up to their end', ['data: {"a": 1}\n\n', 'data: [DONE]\n\n']],
		['events of few letters', [': ok\n\ndata: [DONE]']],
		['events that are written closely', ['data:{"a": 1}\n\ndata:[DONE]\n\n']],
	])('is %s', (_, pieces) => {
		expect(collect(pieces).isWhole()).toBe(true);
	});

	it.each<[string, string[]]>([
		['nothing', []],
		['blanks', [' ', '\n']],
		['half an object', ['{"a": ', '[1]']],
		['two objects', ['{"a": 1}', '{"a": 2}']],
		['what is no JSON, though it ends so', ['see {1}']],
		['a number, which can go on', ['7']],
		['a text', ['"done"']],
		['a zero byte behind it', ['{"a": 1}\0']],
		['events without their end', ['data: {"a": 1}\n\n']],
		['events that go on', ['data: 1\n\ndata: [DONE]\n\ndata: {']],
		['an end in the middle of a line', ['data: {"text": "data: [DONE]']],
	])('is not %s', (_, pieces) => {
		expect(collect(pieces).isWhole()).toBe(false);
	});

	it('is an image with its end', async () => {
		const png = await plainImage(4, 3).png().toBuffer();
		expect(collect([png]).isWhole()).toBe(true);
		expect(collect([png, '\n']).isWhole()).toBe(true);
		expect(collect([png.subarray(0, -1)]).isWhole()).toBe(false);
		expect(collect([imageHeads.PNG]).isWhole()).toBe(false);
	});
});

describe('a connection that stays open behind a whole reply', () => {
	/** What each look, once a second, says; the pieces come before the look of that number. */
	const looksAt = (pieces: Record<number, string>, looks: number): string => {
		const collected = collect([]);
		const answers = Array.from({ length: looks }, (_, look) => {
			if (look in pieces) collected.push(Buffer.from(pieces[look]));
			return collected.isIdleAndWhole() ? 'x' : '-';
		});
		return answers.join('');
	};

	const whole = '{"images": []}';

	it.each<[string, Record<number, string>, string]>([
		['five seconds without a word', { 0: whole }, '-----x'],
		['blanks, which keep it open', { 0: whole, 1: ' ', 2: '\n', 3: ' ', 4: '\n' }, '-----x'],
		['another word', { 0: whole, 3: whole.slice(0, 1), 5: whole.slice(1) }, '----------'],
		['a word after a long time', { 0: '{"images": ', 8: '[]}' }, '-------------x'],
		['half a reply', { 0: whole.slice(0, -1) }, '----------'],
		['half a reply whose rest comes late', { 0: '{"images": [', 7: ']}' }, '------------x'],
		['a last letter of its own', { 0: whole.slice(0, -1), 2: '}' }, '-------x'],
		['nothing', {}, '----------'],
	])('has no more to say: %s', (_, pieces, looks) => {
		expect(looksAt(pieces, looks.length)).toBe(looks);
	});

	it('is judged once, as that means to read all of it', () => {
		expect(looksAt({ 0: whole, 9: '[' }, 20)).toBe('-----x--------------');
	});
});
