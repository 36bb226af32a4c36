const { rmSync } = require('node:fs');
const { dest, src } = require('gulp');

async function clean() {
	rmSync('dist', { recursive: true, force: true });
}

/** What tsc leaves behind: icons, and the codex files n8n reads beside each node. */
function staticFiles() {
	const files = ['nodes', 'credentials'].flatMap((folder) => [
		`${folder}/**/*.{png,svg}`,
		`${folder}/**/*.node.json`,
	]);
	// Without `encoding: false` gulp reads files as UTF-8 text, which ruins PNGs.
	return src(files, { base: '.', encoding: false }).pipe(dest('dist'));
}

module.exports = { clean, staticFiles };
