import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { basename, delimiter, dirname, join } from 'node:path';
import { root } from './paths.mjs';

/** An environment in which `node` and `npm` run under `node`, and the checkout's tools are found. */
export function environmentOf(node) {
	const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH];
	return { ...process.env, PATH: path.join(delimiter) };
}

/** The step as a person would type it: the tool's or script's name and its arguments. */
export function describe(step) {
	const [script, ...args] = step.slice(step.findIndex((argument) => !argument.startsWith('--')));
	const name = script.startsWith('node_modules/') ? basename(script, '.js') : script;
	return [name, ...args].join(' ');
}

/**
 * Runs `node` with the step's arguments, its terminal being ours.
 * @returns the exit code, 128 + signal when a signal ended it
 */
export function runStep(node, step) {
	const child = spawn(node, step, { cwd: root, env: environmentOf(node), stdio: 'inherit' });
	// Ctrl-C reaches the child by itself; it decides when to end, and we end with it.
	const ignore = () => {};
	const terminate = () => child.kill('SIGTERM');
	process.on('SIGINT', ignore).on('SIGTERM', terminate);
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('exit', (code, signal) => {
			process.off('SIGINT', ignore).off('SIGTERM', terminate);
			resolve(code ?? 128 + constants.signals[signal]);
		});
	});
}
