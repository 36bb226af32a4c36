/**
 * `npm run loads`: what is built is loaded by the Node that runs this, be it older than the one that
 * everything else is run with: n8n 1.121 runs on Node 20. And it is loaded quickly, because n8n loads
 * every installed node when it starts. Build first.
 */
const { execFileSync } = require('node:child_process');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const { n8n } = require(join(root, 'package.json'));

/**
 * Of the CPU time that n8n-workflow takes, which is about 430 ms where this share is 15 ms. A share,
 * because machines differ.
 */
const LARGEST_SHARE = 0.035;
const TRIES = 9;

for (const file of [...n8n.credentials, ...n8n.nodes]) {
	const [Type] = Object.values(require(join(root, file)));
	const { description, name } = new Type();
	console.log(`✔ ${description?.name ?? name}, Node ${process.version}`);
}

let best = measureLoad();
// Other processes only make it longer, so one good try shows what it takes.
for (let tries = 1; tries < TRIES && best.share > LARGEST_SHARE; tries += 1) {
	const next = measureLoad();
	if (next.share < best.share) best = next;
}
const percent = (share) => `${(100 * share).toFixed(1)} %`;
const isQuick = best.share <= LARGEST_SHARE;
console.log(
	`${isQuick ? '✔' : '✖'} loading the node takes ${percent(best.share)} of the CPU time of n8n-workflow, allowed: ${percent(LARGEST_SHARE)} (${best.files} files)`,
);
process.exitCode = isQuick ? 0 : 1;

function measureLoad() {
	const script = join(__dirname, 'lib', 'measureLoad.cjs');
	return JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }));
}
