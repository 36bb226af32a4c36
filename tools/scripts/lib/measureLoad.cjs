/** Run in a process of its own: what loading the built node costs, beside loading n8n-workflow. */
const { join } = require('node:path');

const root = join(__dirname, '..', '..', '..');
const { nodes } = require(join(root, 'package.json')).n8n;

const n8nWorkflow = costOf('n8n-workflow');
const node = costOf(join(root, nodes[0]));
const ownFolder = join(root, 'dist');
const files = Object.keys(require.cache).filter((file) => file.startsWith(ownFolder)).length;
console.log(JSON.stringify({ ms: node.ms, share: node.cpu / n8nWorkflow.cpu, files }));

function costOf(name) {
	const [startedAt, cpuBefore] = [performance.now(), process.cpuUsage()];
	require(name);
	const { user, system } = process.cpuUsage(cpuBefore);
	return { ms: performance.now() - startedAt, cpu: user + system };
}
