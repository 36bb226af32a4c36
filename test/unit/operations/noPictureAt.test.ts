import { noPictureAt } from '../../../nodes/OakgenImage/operations/noPictureAt';

it.each([
	['https://drive.google.com/file/d/1AbC/view?usp=sharing', 'a page of Google Drive'],
	['https://drive.google.com/open?id=1AbC', 'a page of Google Drive'],
	['https://docs.google.com/document/u/0/d/1AbC/edit', 'a page of Google Drive'],
	['https://drive.google.com/drive/folders/1AbC', 'a page of Google Drive'],
	['https://photos.app.goo.gl/abc', 'a page of Google Photos'],
	['https://www.dropbox.com/s/abc/photo.jpg?dl=0', 'a page of Dropbox'],
	['https://www.dropbox.com/scl/fi/abc/a.jpg?rlkey=x&dl=0', 'a page of Dropbox'],
	['https://1drv.ms/i/s!abc', 'a page of OneDrive'],
	['https://acme.sharepoint.com/:i:/g/abc', 'a page of SharePoint'],
	['https://github.com/a/b/blob/main/logo.png', 'a page of GitHub'],
	['https://en.wikipedia.org/wiki/File:Tower.jpg', 'a page of Wikimedia'],
	['https://app.box.com/s/abc', 'a page of Box'],
	['https://shop.example/chair.HTML', 'a file of type .html'],
	['https://cdn.example/clip.mp4', 'a file of type .mp4'],
])('%s is %s', (address, what) => {
	expect(noPictureAt(address)).toMatchObject({ what });
});

it.each([
	'https://drive.google.com/uc?export=download&id=1AbC',
	'https://drive.google.com/thumbnail?id=1AbC',
	'https://lh3.googleusercontent.com/d/1AbC',
	'https://docs.google.com/drawings/d/1AbC/export/png',
	'https://www.dropbox.com/s/abc/photo.jpg?dl=1',
	'https://www.dropbox.com/scl/fi/abc/a.jpg?rlkey=x&raw=1',
	'https://dl.dropboxusercontent.com/s/abc/photo.jpg',
	'https://github.com/a/b/raw/main/logo.png',
	'https://github.com/a/b/blob/main/logo.png?raw=true',
	'https://upload.wikimedia.org/wikipedia/commons/a/ab/Tower.jpg',
	'https://acme.box.com/shared/static/abc.jpg',
	'https://cdn.example/w_200,f_png/logo.svg',
	'https://shop.example/picture.html?size=large',
	'https://shop.example/chair',
	'https://notdrive.google.com.example/file/d/1/view',
])('%s may be a picture', (address) => {
	expect(noPictureAt(address)).toBeNull();
});
