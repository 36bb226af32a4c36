/**
 * `npm run loads`: what is built is loaded by the Node that runs this, be it older than the one that
 * everything else is run with: n8n 1.121 runs on Node 20. Build first.
 */
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const { n8n } = require(join(root, 'package.json'));

for (const file of [...n8n.credentials, ...n8n.nodes]) {
	const [Type] = Object.values(require(join(root, file)));
	const { description, name } = new Type();
	console.log(`✔ ${description?.name ?? name}, Node ${process.version}`);
}
