import { parseArgs } from 'node:util';
import { startSandbox } from './index.ts';

const { values } = parseArgs({
	options: {
		port: { type: 'string', default: process.env.SANDBOX_PORT ?? '4010' },
		latency: { type: 'string', default: process.env.SANDBOX_LATENCY_MS ?? '0' },
		balance: { type: 'string', default: process.env.SANDBOX_BALANCE ?? '' },
		'max-jobs': { type: 'string', default: process.env.SANDBOX_MAX_JOBS ?? '' },
		plain: { type: 'boolean', default: process.env.SANDBOX_PLAIN === '1' },
		help: { type: 'boolean', short: 'h', default: false },
	},
});

const usage = `Usage: npm run sandbox -- [options]

  --port <number>    port on 127.0.0.1, 0 takes a free one   (SANDBOX_PORT, default 4010)
  --latency <ms>     time before every answer                (SANDBOX_LATENCY_MS, default 0)
  --balance <n>      credits on the account                  (SANDBOX_BALANCE, default without end)
  --max-jobs <n>     jobs that may run at once               (SANDBOX_MAX_JOBS, default any number)
  --plain            single-coloured pictures, for load      (SANDBOX_PLAIN=1)`;

function wholeNumber(name: string, text: string): number {
	const value = Number(text);
	if (Number.isInteger(value) && value >= 0) return value;
	console.error(`${name} must be a whole number, not "${text}".\n\n${usage}`);
	process.exit(2);
}

async function main(): Promise<void> {
	const port = wholeNumber('--port', values.port);
	const sandbox = await startSandbox({
		port,
		latencyMs: wholeNumber('--latency', values.latency),
		plain: values.plain,
		balance: values.balance === '' ? null : wholeNumber('--balance', values.balance),
		maxRunningJobs:
			values['max-jobs'] === '' ? null : wholeNumber('--max-jobs', values['max-jobs']),
		fetchOutsideReferences: true,
	});
	console.log(`The sandbox is running. It is a local stand-in, not Oakgen and not Google.

  What was generated   ${sandbox.url}/

  In n8n, set these in the credentials:
  Oakgen API               Base URL  ${sandbox.url}
                           API Key   ${sandbox.oakgenApiKey}
  Google Gemini Image API  Base URL  ${sandbox.geminiUrl}
                           API Key   ${sandbox.geminiApiKey}

  (n8n in a container reaches this machine under another name than 127.0.0.1.)
  Stop it with Ctrl+C.`);
	const stop = () => {
		void sandbox.close();
	};
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

if (values.help) {
	console.log(usage);
} else {
	main().catch((error: unknown) => {
		const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
		console.error(inUse ? `Port ${values.port} is taken. Choose another one with --port.` : error);
		process.exitCode = 1;
	});
}
