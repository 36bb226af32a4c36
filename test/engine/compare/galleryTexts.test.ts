import { keys } from '../../faults/keys.ts';
import { sandboxOfFile } from '../sandboxOfFile.ts';
import { mustRun, only } from '../support.ts';
import { gallery, pageOf } from './support.ts';

const sandbox = sandboxOfFile({ oakgenApiKey: keys.oakgen });

describe('hostile texts', () => {
	const hostile = `</title><script>alert("1")</script><img src=x onerror='alert(2)'> & "fox"`;

	it('are shown as they are, and nothing of them is markup', async () => {
		sandbox.addRule({
			where: 'generate',
			model: 'flux-2-pro-text',
			fault: {
				kind: 'status',
				status: 400,
				json: { error: { message: `No: 5 < 6 & "fox" isn't` } },
			},
		});
		const { items, json } = await mustRun(sandbox, {
			...gallery,
			prompt: hostile,
			customModelIds: `x"><script>alert(3)</script>`,
		});
		const { html, pictures, loaded, links } = await pageOf(only(items));
		expect(html).not.toMatch(/<script|<img src|onerror='/i);
		const shown = html.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
		// In the title and the heading.
		expect(shown.split(hostile)).toHaveLength(3);
		expect(shown).toContain(`(HTTP 400): No: 5 < 6 & "fox" isn't</p>`);
		expect(shown).toContain('<h2>x"><script>alert(3)</script></h2>');
		expect([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag)).toEqual(
			`html head meta meta meta title style body h1 p main div a img div h2 p p a ${'div div h2 p '.repeat(2)}`
				.trim()
				.split(' '),
		);
		expect(pictures).toHaveLength(1);
		expect(loaded).toEqual([]);
		expect(new Set(links)).toEqual(new Set([sandbox.generations[0]?.url]));
		expect(json[0]?.prompt).toBe(hostile);
	});

	it('may not run or load anything even if they were markup', async () => {
		const { items } = await mustRun(sandbox, gallery);
		expect((await pageOf(only(items))).html).toContain(
			`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data: https: http:">`,
		);
	});

	it('have no API key in them, also when the provider repeats it', async () => {
		const quotes = 'Key {key}, "Bearer {key}", {keyInPercent}, {keyInBase64}, {headerInBase64}';
		sandbox.addRule({
			where: 'generate',
			model: 'flux-2-pro-text',
			fault: { kind: 'status', status: 400, json: { error: { message: quotes } } },
		});
		sandbox.addRule({
			where: 'generate',
			model: 'gpt-image-1',
			fault: {
				kind: 'status',
				status: 200,
				afterGenerating: true,
				json: { id: '{key}', url: '{image}?key={key}', text: quotes },
			},
		});
		const parameters = { ...gallery, downloadImage: false, customModelIds: 'gpt-image-1' };
		const { items, json } = await mustRun(sandbox, parameters);
		const { html, text, pictures } = await pageOf(only(items));
		expect(text).toContain('Key [API key]');
		expect(pictures[1]?.src).toMatch(/\?key=\[API key\]$/);
		const told = html + JSON.stringify(json);
		const base64 = Buffer.from(keys.oakgen).toString('base64');
		for (const form of [keys.oakgen, encodeURIComponent(keys.oakgen), base64]) {
			expect(told).not.toContain(form);
		}
	});
});
