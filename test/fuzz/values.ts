import { API_KEY, BASE_URL, type Corpus } from './corpus';
import type { Random } from './random';

/** Names that the readers look for, and names that all objects have. */
export const NAMES =
	'url image_url imageUrl output_url download_url image images image_urls urls data output outputs result b64_json image_base64 base64 mime_type mimeType content_type status state task_status id task_id taskId job_id jobId generation_id request_id status_url poll_url polling_url response_url get text refusal credits credits_used creditsUsed cost usage code success error errors error_message message detail failure_reason reason msg details retryDelay steps content type uri __proto__ constructor prototype toString valueOf hasOwnProperty toJSON length then'.split(
		' ',
	);

const WORDS =
	'queued pending in_progress IN_QUEUE processing completed done succeeded ok failed error nsfw blocked image text model_output user_input thought 17s 1e9s -1s NaN null undefined'.split(
		' ',
	);

/** Numbers that JSON can write but few programs expect; as they are written. */
export const NUMBERS =
	'0 -0 1 -1 0.5 200 404 500 599 2147483648 9007199254740993 12345678901234567890 1e308 1e400 -1e400 1e-400'.split(
		' ',
	);

const ADDRESSES = [
	'https://files.example/out/9.png?sig=a%2Fb&x=1',
	`${BASE_URL}/files/9.png`,
	`${BASE_URL}/v1/jobs/../../admin?x=y#z`,
	'HTTPS://FILES.example/OUT.PNG',
	'http://files.example/plain.png',
	'https://127.0.0.1/a.png',
	'https://[::1]/a.png',
	'https://169.254.169.254/latest/meta-data',
	'https://user:secret@files.example/a.png',
	'https://',
	'https://[',
	'//files.example/a.png',
	'/v1/jobs/7',
	'../../admin',
	'?x=y',
	'#',
	'.',
	'..',
	'javascript:alert(1)',
	'file:///etc/passwd',
	'data:,',
	'data:image/png;base64,',
	'data:image/png;base64,%%%',
];

const ODD_TEXTS = [
	'',
	' ',
	'\u0000',
	'a\r\nb',
	'\u202egnp.exe',
	'f\u200bo\ufeffx',
	'\ud800',
	'fox\udfff fox',
	'\u{e0041}',
	'<b>bold</b><script>x</script>',
	'<'.repeat(300),
	'{id}',
	'$&',
	'%',
	'[object Object]',
];

type MakeText = (random: Random, corpus: Corpus) => string;

const TEXTS: MakeText[] = [
	(random) => random.pick(WORDS),
	(random) => random.pick(ADDRESSES),
	(random) => random.pick(ODD_TEXTS),
	(random) => random.pick(ODD_TEXTS).repeat(random.size(3000)),
	(random) => 'The fox ran away. '.repeat(random.size(5000)),
	(random) => 'QUJD'.repeat(random.size(20_000)),
	(random) =>
		`${'A'.repeat(255)}${random.pick(['.', ' ', '    ', '\\', '\n'])}`.repeat(random.size(300)),
	(random) => `https://files.example/${'a/'.repeat(random.size(20_000))}`,
	// What the provider got: the key in all its forms, and the references.
	(random) =>
		random.pick([
			API_KEY,
			`Bearer ${API_KEY}`,
			encodeURIComponent(API_KEY),
			Buffer.from(API_KEY).toString('base64'),
			`https://files.example/1.png?key=${encodeURIComponent(API_KEY)}`,
		]),
	(random, { references, referenceFile }) =>
		random.pick([
			referenceFile.toString('base64'),
			referenceFile.toString('base64url'),
			`data:image/png;base64,${referenceFile.toString('base64')}`,
			...references.flatMap((reference) => (reference.kind === 'url' ? [reference.url] : [])),
		]),
	(random, { images }) => random.pick(images).toString('base64'),
	(random, { images }) => `data:image/webp;base64,${random.pick(images).toString('base64')}`,
	(random, { images }) => random.pick(images).toString('base64').slice(0, random.size(2000)),
	(random, { images }) =>
		`data:image/gif,${random.pick(images).toString('hex').replace(/../g, '%$&')}`,
];

export function hostileText(random: Random, corpus: Corpus): string {
	return random.pick(TEXTS)(random, corpus);
}

/** A number as text that stands for itself once the JSON is written; see `writeJson`. */
export const RAW_NUMBER = '\u0001number:';

export function hostileValue(random: Random, corpus: Corpus): unknown {
	switch (random.below(8)) {
		case 0:
			return random.pick([null, true, false]);
		case 1:
			return RAW_NUMBER + random.pick(NUMBERS);
		case 2:
			return random.pick([[], {}]);
		case 3:
			return nested(random, hostileText(random, corpus));
		case 4:
			return Array<unknown>(random.size(2000)).fill(
				random.pick(['', 0, null, hostileText(random, corpus).slice(0, 40)]),
			);
		case 5:
			return Object.fromEntries(
				Array.from({ length: random.size(8) }, () => [
					random.pick(NAMES),
					hostileText(random, corpus),
				]),
			);
		default:
			return hostileText(random, corpus);
	}
}

/** What `JSON.stringify` still writes when a reply is nested again and again. */
const MOST_LEVELS = 500;

/** Inside of so many lists and objects. */
export function nested(random: Random, value: unknown): unknown {
	let wrapped = value;
	for (let level = random.size(MOST_LEVELS); level > 0; level -= 1) {
		wrapped = random.chance(0.5) ? [wrapped] : Object.fromEntries([[random.pick(NAMES), wrapped]]);
	}
	return wrapped;
}

/** As `JSON.stringify`, with numbers that JavaScript itself cannot hold. */
export function writeJson(value: unknown): string {
	return JSON.stringify(value).replace(/"\\u0001number:([^"]*)"/g, '$1');
}
