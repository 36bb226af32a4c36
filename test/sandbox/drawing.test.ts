import sharp from 'sharp';
import { aspectRatios, dimensionsOf, imageSizes } from '../../tools/sandbox/dimensions.ts';
import { createDrawing } from '../../tools/sandbox/draw/draw.ts';
import type { Picture } from '../../tools/sandbox/draw/picture.ts';
import { imageFormats } from '../../tools/sandbox/draw/encode.ts';
import { textOutline } from '../../tools/sandbox/draw/glyphs.ts';
import { sceneSvg } from '../../tools/sandbox/draw/scene/compose.ts';
import { readScene } from '../../tools/sandbox/draw/scene/words.ts';
import { oakgenModels } from '../../tools/sandbox/oakgen/models.ts';
import { layoutOf } from '../../tools/sandbox/draw/layout.ts';
import { fitText } from '../../tools/sandbox/draw/wrapText.ts';
import { startSandbox } from '../../tools/sandbox/index.ts';
import { lite, liteEdit, postOakgen } from './support.ts';

const picture: Picture = {
	prompt: 'A lighthouse on a cliff at dawn',
	model: lite,
	size: '512',
	ratio: '1:1',
	format: 'png',
	references: [],
	variant: 0,
};

async function colourAt(image: Buffer, x: number, y: number): Promise<number[]> {
	const { data } = await sharp(image)
		.extract({ left: Math.round(x), top: Math.round(y), width: 1, height: 1 })
		.removeAlpha()
		.raw()
		.toBuffer({ resolveWithObject: true });
	return [...data];
}

describe('drawing', () => {
	const draw = createDrawing(false);

	it.each(
		aspectRatios.flatMap((ratio) => [
			{ ratio, size: '512' as const },
			{ ratio, size: '1K' as const },
		]),
	)('has the right dimensions for $ratio at $size', async (shape) => {
		const { bytes } = await draw({ ...picture, ...shape });
		expect(await sharp(bytes).metadata()).toMatchObject(dimensionsOf(shape.size, shape.ratio));
	});

	it('doubles with every size', () => {
		const widths = imageSizes.map((size) => dimensionsOf(size, '16:9').width);
		expect(widths).toEqual([688, 1376, 2752, 5504]);
	});

	it.each(imageFormats)('encodes %s', async (format) => {
		const { bytes, mimeType } = await draw({ ...picture, format });
		const { format: found } = await sharp(bytes).metadata();
		expect([mimeType, found]).toEqual([`image/${format}`, format === 'avif' ? 'heif' : format]);
	});

	it('draws the same picture once, and another one for other words', async () => {
		const [first, again, other] = await Promise.all([
			draw(picture),
			draw({ ...picture }),
			draw({ ...picture, prompt: 'Something else' }),
		]);
		expect(again).toBe(first);
		expect(other.bytes.equals(first.bytes)).toBe(false);
		expect((await createDrawing(false)(picture)).bytes.equals(first.bytes)).toBe(true);
	});

	it.each(['1:1', '16:9', '9:16', '8:1', '1:8'] as const)(
		'shows the reference images at %s',
		async (ratio) => {
			const colours = [
				[220, 20, 60],
				[20, 160, 60],
				[30, 60, 220],
			];
			const references = await Promise.all(
				colours.map(
					async ([r, g, b]) =>
						await sharp({
							create: {
								width: 40,
								height: 30,
								channels: 3,
								background: { r: r ?? 0, g: g ?? 0, b: b ?? 0 },
							},
						})
							.png()
							.toBuffer(),
				),
			);
			const { bytes, width, height } = await draw({
				...picture,
				model: liteEdit,
				ratio,
				references,
			});
			const { thumbnails } = layoutOf({ width, height }, 3);
			const seen = await Promise.all(
				thumbnails.map(
					async (box) => await colourAt(bytes, box.x + box.width / 2, box.y + box.height / 2),
				),
			);
			expect(seen).toEqual(colours);
			for (const box of thumbnails) {
				expect(box.x + box.width).toBeLessThanOrEqual(width);
				expect(box.y + box.height).toBeLessThanOrEqual(height);
			}
		},
	);

	it('shows the image of an edit that came over HTTP', async () => {
		const sandbox = await startSandbox();
		const reference = await sharp({
			create: { width: 64, height: 64, channels: 3, background: '#dc143c' },
		})
			.png()
			.toBuffer();
		const image_urls = [`data:image/png;base64,${reference.toString('base64')}`];
		await postOakgen(sandbox, { model: liteEdit, image_urls, resolution: '512' });
		const image = sandbox.generations[0]?.images[0];
		const [box] = layoutOf({ width: 512, height: 512 }, 1).thumbnails;
		if (!image || !box) throw new Error('no image');
		expect(await colourAt(image.bytes, box.x + box.width / 2, box.y + box.height / 2)).toEqual([
			220, 20, 60,
		]);
		await sandbox.close();
	});

	it.each([
		['a red fox in a snowy forest', ['fox'], 'forest', 'snow', 'grey'],
		['Two dark green coffee bags on a kitchen counter at sunset', ['bag'], 'room', null, 'evening'],
		['a café, fishing boats behind the glass', ['boat'], 'room', null, 'day'],
		['a vase of pink tulips, plain white background', ['vase'], 'studio', null, 'day'],
		['lighthouse by night', ['lighthouse'], 'sea', null, 'night'],
		['nothing that anybody knows', [], 'abstract', null, 'day'],
		['', [], 'abstract', null, 'day'],
	])('reads “%s”', (prompt, kinds, setting, weather, light) => {
		const scene = readScene(prompt);
		expect(scene.subjects.map(({ kind }) => kind)).toEqual(kinds);
		expect(scene).toMatchObject({ setting, weather, light });
	});

	it('shows another picture for every model', async () => {
		const models = oakgenModels.filter((model) => model.endsWith('-text'));
		const pictures = models.map((model) =>
			sceneSvg({ prompt: 'a fox', model, variant: 0, width: 100, height: 100, captionShare: 0 }),
		);
		expect(new Set(pictures).size).toBe(models.length);
	});

	it('stands a reference with transparency in the scene, without a card', async () => {
		const cutout = await sharp({
			create: { width: 40, height: 40, channels: 4, background: '#dc143c' },
		})
			.extend({ top: 20, bottom: 20, left: 20, right: 20, background: '#00000000' })
			.png()
			.toBuffer();
		const { bytes } = await draw({ ...picture, model: liteEdit, references: [cutout] });
		expect(await colourAt(bytes, 256, 300)).toEqual([220, 20, 60]);
	});

	it('draws text as outlines, in several scripts, without the fonts of the machine', () => {
		expect(textOutline('Aé Київ Ωμέγα', 600, 40, 0, 40)).toMatch(/^[MLCQZ0-9. -]+$/);
		expect(textOutline('日', 600, 40, 0, 40)).toMatch(/^M[\d.]+ [\d.]+v-/);
	});

	it.each(['word '.repeat(2000), 'x'.repeat(5000), '日本語'.repeat(900), '\n\n', 'a'])(
		'fits %#',
		(text) => {
			const box = { width: 300, height: 200 };
			const { lines, lineHeight } = fitText(text, 600, box, { largest: 60, smallest: 12 });
			expect(lines.length * lineHeight).toBeLessThanOrEqual(box.height);
		},
	);
});
