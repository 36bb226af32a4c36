const { globSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
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

/** What tsc makes of a module of types alone, which nothing requires. */
const NOTHING =
	/^"use strict";\s*Object\.defineProperty\(exports, "__esModule", \{ value: true \}\);\s*$/;

/**
 * With tabs, as the sources are written, and without the lines in which tsc names every export before
 * it is there: of both the package gets larger.
 */
async function tidy() {
	for (const file of globSync('dist/**/*.js')) {
		const code = readFileSync(file, 'utf8');
		if (NOTHING.test(code)) {
			rmSync(file);
			continue;
		}
		const indented = code.replace(/^(?: {4})+/gm, (spaces) => '\t'.repeat(spaces.length / 4));
		writeFileSync(file, indented.replace(/^(exports\.\w+ = )+void 0;\n/gm, ''));
	}
}

module.exports = { clean, tidy, staticFiles };
