/** Checks what `npm run demo` left: a page, and images that open. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, extname, join, relative } from 'node:path';
import sharp from 'sharp';
import { root } from './lib/paths.mjs';

const minImages = 8;
const minWidthPx = 256;
const imageExtensions = ['.png', '.jpg', '.jpeg', '.webp', '.gif', '.avif'];

const folder = join(root, 'demo-output');
if (!existsSync(folder)) {
	console.error('✖ no demo-output/: "npm run demo" makes it');
	process.exit(1);
}
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => join(entry.parentPath, entry.name));
const images = files.filter((file) => imageExtensions.includes(extname(file).toLowerCase()));
const pages = files.filter((file) => extname(file) === '.html');

const problems = [];
for (const file of images) {
	const name = relative(folder, file);
	try {
		// The header alone opens in a truncated file too: decode every pixel.
		const { info } = await sharp(file, { failOn: 'warning' })
			.raw()
			.toBuffer({ resolveWithObject: true });
		console.log(`  ${name}: ${info.width} × ${info.height}`);
		if (info.width < minWidthPx) problems.push(`${name} is only ${info.width} px wide`);
	} catch (error) {
		problems.push(`${name} does not open as an image: ${error.message}`);
	}
}
if (images.length < minImages) {
	problems.push(`${images.length} images in demo-output/, expected at least ${minImages}`);
}
if (pages.length === 0) problems.push('no HTML page in demo-output/');
for (const page of pages) {
	for (const [, source] of readFileSync(page, 'utf8').matchAll(/<img\b[^>]*?\bsrc="([^"]+)"/g)) {
		const isLocal = !/^[a-z]+:/i.test(source);
		if (isLocal && !files.includes(join(dirname(page), decodeURIComponent(source)))) {
			problems.push(`${relative(folder, page)} shows ${source}, which is not there`);
		}
	}
}

for (const problem of problems) console.error(`✖ ${problem}`);
console.log(
	`demo-output/: ${pages.length} pages, ${images.length} images, ${problems.length} problems`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
