import FormData from 'form-data';
import {
	dataUri,
	type InputItem,
	mustRun,
	only,
	picture,
	type Recorder,
	type RecordedRequest,
	startRecorder,
	answerJson,
} from './support.ts';

interface Part {
	name: string | undefined;
	fileName: string | undefined;
	contentType: string | undefined;
	bytes: Buffer;
}

/** Cuts a multipart body (RFC 7578) at its boundary; unforgiving, as it is what is being tested. */
function partsOf({ headers, body }: RecordedRequest): Part[] {
	const boundary = /^multipart\/form-data; ?boundary=("?)([^"]+)\1$/.exec(
		headers['content-type'] ?? '',
	)?.[2];
	if (!boundary) throw new Error(`No boundary in ${headers['content-type']}`);
	expect(Number(headers['content-length'])).toBe(body.length);
	const text = body.toString('latin1');
	const sections = `\r\n${text}`.split(`\r\n--${boundary}`);
	expect(sections.shift()).toBe('');
	expect(sections.pop()).toMatch(/^--(\r\n)?$/);
	return sections.map((section) => {
		const [head = '', ...rest] = section.split('\r\n\r\n');
		const fields = head
			.split('\r\n')
			.filter((line) => line !== '')
			.map((line): [string, string] => [
				line.slice(0, line.indexOf(':')).toLowerCase(),
				line.slice(line.indexOf(':') + 1).trim(),
			]);
		const { 'content-disposition': disposition = '', 'content-type': contentType } =
			Object.fromEntries(fields);
		expect(disposition).toMatch(/^form-data; name="/);
		const utf8 = Buffer.from(disposition, 'latin1').toString();
		return {
			name: / name="([^"]*)"/.exec(utf8)?.[1],
			fileName: / filename="([^"]*)"/.exec(utf8)?.[1],
			contentType,
			bytes: Buffer.from(rest.join('\r\n\r\n'), 'latin1'),
		};
	});
}

let recorder: Recorder;
let png: Buffer;
let jpeg: Buffer;
/** What the recorder answers: an image that is none of the references. */
let result: string;

beforeAll(async () => {
	png = await picture('#cc0000');
	jpeg = await picture('#0000cc', 'jpeg');
	result = dataUri(await picture('#00cc00'), 'image/png');
	recorder = await startRecorder((response) => answerJson(response, { image: result }));
});

beforeEach(() => {
	recorder.requests.length = 0;
});

afterAll(() => recorder.close());

async function sentByFormData(form: FormData): Promise<RecordedRequest> {
	await new Promise<void>((resolve, reject) => {
		form.submit(`${recorder.url}/reference`, (error, response) => {
			if (error) return reject(error);
			response.resume().on('end', resolve);
		});
	});
	return only(recorder.requests.filter(({ path }) => path === '/reference'));
}

interface Case {
	item: InputItem;
	fields: string;
	prompt?: string;
	additionalFields?: string;
	imageField?: string;
	build(form: FormData): void;
}

const text = (form: FormData, fields: Record<string, string>) => {
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
};
const lite = { model: 'nano-banana-2-lite-edit', prompt: 'a red fox', resolution: '1K' };

const cases: Record<string, () => Case> = {
	'one file': () => ({
		item: { files: { data: { bytes: png, fileName: 'fox.png' } } },
		fields: 'data',
		build: (form) => {
			text(form, lite);
			form.append('image_urls', png, { filename: 'fox.png', contentType: 'image/png' });
		},
	}),
	'several files, in the order asked for': () => ({
		item: {
			files: {
				a: { bytes: png, fileName: 'a.png' },
				b: { bytes: jpeg, fileName: 'b c.jpg', mimeType: 'image/jpeg' },
			},
		},
		fields: 'b, a',
		build: (form) => {
			text(form, lite);
			form.append('image_urls', jpeg, { filename: 'b c.jpg', contentType: 'image/jpeg' });
			form.append('image_urls', png, { filename: 'a.png', contentType: 'image/png' });
		},
	}),
	'another image field, additional fields': () => ({
		item: { files: { data: { bytes: png, fileName: 'fox.png' } } },
		fields: 'data',
		imageField: 'image[]',
		additionalFields: '{"style":"ink","steps":4,"nested":{"a":true},"resolution":"2K"}',
		build: (form) => {
			text(form, { ...lite, resolution: '2K', style: 'ink', steps: '4', nested: '{"a":true}' });
			form.append('image[]', png, { filename: 'fox.png', contentType: 'image/png' });
		},
	}),
	'letters beyond ASCII in the file name and the prompt': () => ({
		item: { files: { data: { bytes: png, fileName: 'füchse-狐.png' } } },
		fields: 'data',
		prompt: 'Füchse 狐 — 🦊',
		build: (form) => {
			text(form, { ...lite, prompt: 'Füchse 狐 — 🦊' });
			form.append('image_urls', png, { filename: 'füchse-狐.png', contentType: 'image/png' });
		},
	}),
	'a type that the field got wrong': () => ({
		item: { files: { data: { bytes: jpeg, fileName: 'fox.png', mimeType: 'image/png' } } },
		fields: 'data',
		build: (form) => {
			text(form, lite);
			form.append('image_urls', jpeg, { filename: 'fox.png', contentType: 'image/jpeg' });
		},
	}),
};

test.each(Object.keys(cases))('%s: part by part as form-data sends it', async (name) => {
	const { item, fields, prompt, additionalFields, imageField, build } = cases[name]!();
	await mustRun(
		recorder,
		{
			operation: 'edit',
			binaryPropertyName: fields,
			...(prompt !== undefined && { prompt }),
			options: {
				imageTransfer: 'multipart',
				...(additionalFields !== undefined && { additionalFields }),
				...(imageField !== undefined && { imageField }),
			},
		},
		{ items: [item] },
	);
	const byNode = partsOf(only(recorder.requests));
	const form = new FormData();
	build(form);
	const byFormData = partsOf(await sentByFormData(form));
	expect(byNode).toEqual(byFormData);
	expect(byNode.length).toBeGreaterThan(3);
});

test('every attempt sends the whole body, each in an encoding of its own', async () => {
	const seen: string[] = [];
	const busyOnce = await startRecorder((response, request) => {
		seen.push(JSON.stringify(partsOf(request)));
		if (seen.length > 1) return answerJson(response, { image: result });
		answerJson(response, {}, { status: 503, headers: { 'retry-after': '0' } });
	});
	await mustRun(
		busyOnce,
		{ operation: 'edit', options: { imageTransfer: 'multipart' } },
		{ items: [{ files: { data: { bytes: png } } }] },
	);
	await busyOnce.close();
	expect(seen).toHaveLength(2);
	expect(seen[1]).toBe(seen[0]);
});
