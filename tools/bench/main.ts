/**
 * `npm run bench [-- <scenario>… --rounds 3]`: Oakgen Image, n8n's own image nodes and the bare machine do the
 * same work, on n8n's real engine; writes docs/benchmarks.md and docs/benchmarks.json.
 * `npm run bench -- --quick` is the guard of continuous integration instead: it writes nothing.
 * Ends with exit code 1 when a target is missed.
 */
import { parseArgs } from 'node:util';
import { prepareInstallation } from '../n8n/installation.ts';

const { values, positionals } = parseArgs({
	options: {
		quick: { type: 'boolean', default: false },
		rounds: { type: 'string', default: '3' },
	},
	allowPositionals: true,
});

if (values.quick) {
	const { guard } = await import('./quick.ts');
	process.exitCode = (await guard()) ? 0 : 1;
} else {
	// The end-to-end tests' n8n has the nodes that take part: one installation of 3 GB is enough.
	const n8nFolder = await prepareInstallation();
	// Read by the engine when it is loaded, here and in the contestants' processes.
	process.env.ENGINE_N8N_FOLDER = n8nFolder;
	const { runScenarios } = await import('./runScenarios.ts');
	process.exitCode = (await runScenarios(positionals, Number(values.rounds), n8nFolder)) ? 0 : 1;
}
