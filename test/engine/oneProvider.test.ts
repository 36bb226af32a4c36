import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage, packPackage } from '../../tools/engine/index.ts';
import { makeTempFolder } from '../../tools/engine/tempFolder.ts';
import { type Sandbox, startSandbox } from '../../tools/sandbox/index.ts';
import { checkout, imageNodeType, mustRun, only } from './support.ts';

/** What `npm run build -- --providers …` makes, packed and unpacked as any package. */
async function packageWith(provider: string): Promise<string> {
	const out = join(makeTempFolder('one-provider'), 'package');
	const script = join(checkout, 'tools/release/withProviders.mjs');
	execFileSync(process.execPath, [script, '--providers', provider, '--out', out]);
	return await packPackage(out);
}

const packages: Record<string, string> = {};
let sandbox: Sandbox;

// tsc compiles everything for each.
jest.setTimeout(180_000);

beforeAll(async () => {
	sandbox = await startSandbox({ plain: true });
	for (const provider of ['oakgen', 'gemini']) packages[provider] = await packageWith(provider);
});

afterEach(() => {
	delete process.env.PACKED_PACKAGE;
});

afterAll(() => sandbox.close());

it.each([
	['oakgen', 'oakgenApi'],
	['gemini', 'geminiImageApi'],
])(
	'a package with %s alone lists its credential and no other, and offers nothing else',
	async (provider, credential) => {
		const folder = packages[provider] as string;
		const { n8n } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
			n8n: { credentials: string[] };
		};
		expect(n8n.credentials).toHaveLength(1);

		const { nodeTypes, credentialType } = await loadPackage(folder);
		expect(credentialType(credential).name).toBe(credential);
		const { description } = nodeTypes.getByNameAndVersion(imageNodeType);
		expect(only(description.credentials ?? [])).toMatchObject({ name: credential });
		expect(description.properties.find(({ name }) => name === 'provider')).toMatchObject({
			default: provider,
			options: [{ value: provider }],
		});
	},
);

it('a package with Oakgen alone makes an image', async () => {
	process.env.PACKED_PACKAGE = packages.oakgen;
	const run = await mustRun(sandbox, { prompt: 'a red fox' });
	expect(only(run.items).json).toMatchObject({ prompt: 'a red fox', mimeType: 'image/png' });
});
