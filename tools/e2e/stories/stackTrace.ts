import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { INodeParameters } from 'n8n-workflow';
import type { Rule } from '../../sandbox/index.ts';
import { IMAGES, TRIGGER, triggeredWorkflow } from '../triggeredWorkflow.ts';
import type { Story } from './story.ts';

/** A frame of the installed package: function, file and line. */
const FRAME =
	/^ {4}at (?:async )?(?:\S+\.)?(\w+) \((\S+\/n8n-nodes-oakgen\/dist\/nodes\/OakgenImage\/\S+\.js):(\d+):\d+\)$/gm;
/** As prettier would leave them; minified code has the whole file in one. */
const LONGEST_LINE = 250;

interface Failure {
	name: string;
	parameters: INodeParameters;
	rule?: Rule;
	/** What found it, and so stands at the top. */
	file: RegExp;
}

const failures: Failure[] = [
	{
		name: 'a size that the model lacks',
		parameters: { modelId: { __rl: true, mode: 'list', value: 'flux-2-pro' }, resolution: '4K' },
		file: /\/models\/\w+\.js$/,
	},
	{
		name: 'a refusal of the provider',
		parameters: {},
		rule: { where: 'generate', times: 1, fault: { kind: 'status', status: 402 } },
		file: /\/run\/\w+\.js$/,
	},
];

/** A stack trace of the installed package leads to lines that people can read. */
export const stackTrace: Story = async ({ client, sandbox, credentials }, seen) => {
	for (const { name, parameters, rule, file } of failures) {
		sandbox.reset();
		if (rule) sandbox.addRule(rule);
		const id = await client.importWorkflow(
			triggeredWorkflow('A stack trace', parameters),
			credentials,
		);
		const { stack = '' } = (await client.run(id, TRIGGER)).errorOf(IMAGES) ?? {};
		const calls = [...stack.matchAll(FRAME)].map(([, caller = '', path = '', line = '']) => {
			const code = readFileSync(path, 'utf8');
			const text = code.split('\n')[Number(line) - 1]?.trim() ?? '';
			assert.match(code, new RegExp(`\\b${caller}\\b`), `${path} has no ${caller}`);
			assert.ok(text !== '' && text.length < LONGEST_LINE, `${path}:${line} is not readable`);
			return { caller, path, line, text };
		});
		const found = calls.find(({ path }) => !path.endsWith('/errors.js'));
		assert.ok(found && file.test(found.path), `${name}:\n${stack}`);
		const place = found.path.slice(found.path.indexOf('/dist/') + 1);
		seen(`${name}: ${found.caller} in ${place}:${found.line} says “${found.text}”`);
	}
};
