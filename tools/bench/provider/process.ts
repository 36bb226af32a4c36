/** The provider in a process of its own, so that what it costs is not counted with a contestant. */
import { type Sandbox, startSandbox } from '../../sandbox/index.ts';
import type { Seen, Service } from '../types.ts';
import { watchInFlight } from './inFlight.ts';
import { BASE64_PROMPT, type Command, FLAKY_PROMPT, type Script } from './index.ts';

const inFlight = watchInFlight();
const open: Sandbox[] = [];

process.on('message', (command: Command) => {
	void perform(command).then((answer) => process.send?.(answer));
});
process.once('disconnect', () => process.exit());

async function perform(command: Command): Promise<Service | Seen> {
	if (command.do === 'open') return await start(command.script);
	if (command.do === 'reset') {
		for (const sandbox of open) sandbox.reset();
		for (const [index, sandbox] of open.entries()) direct(sandbox, scripts[index]);
		inFlight.reset();
	}
	const requests = open.flatMap((sandbox) => sandbox.requests);
	const count = (where: string) => requests.filter((request) => request.where === where).length;
	const { orders, downloads, together } = inFlight.most();
	return {
		mostInFlight: orders,
		mostDownloads: downloads,
		mostTogether: together,
		orders: count('generate'),
		downloads: count('download'),
	};
}

const scripts: Script[] = [];

async function start(script: Script): Promise<Service> {
	const sandbox = await startSandbox({ pictureBytes: script.pictureBytes });
	open.push(sandbox);
	scripts.push(script);
	direct(sandbox, script);
	const { url, geminiUrl, oakgenApiKey, geminiApiKey } = sandbox;
	return { url, geminiUrl, oakgenApiKey, geminiApiKey, pictureBytes: script.pictureBytes };
}

/** An order takes the time of a model. */
function direct(sandbox: Sandbox, { latencyMs, downloadMs = 0 }: Script): void {
	if (latencyMs > 0) sandbox.addRule({ where: 'generate', latencyMs });
	if (downloadMs > 0) sandbox.addRule({ where: 'download', latencyMs: downloadMs });
	sandbox.addRule({
		where: 'generate',
		provider: 'oakgen',
		promptIncludes: BASE64_PROMPT,
		reply: 'b64_json',
	});
	sandbox.addRule({
		where: 'generate',
		promptIncludes: FLAKY_PROMPT,
		times: 1,
		fault: { kind: 'status', status: 503 },
	});
}
