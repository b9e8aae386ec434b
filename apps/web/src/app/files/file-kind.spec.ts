import { kindOfFile } from './file-kind';

describe('the kind of a file', () => {
  it.each([
    ['photo.JPG', 'image'],
    ['site.plan.zip', 'archive'],
    ['budget-2027.xlsx', 'table'],
    ['site-plan.dwg', 'other'],
    ['README', 'other'],
  ])('is read from the ending of %s', (name, kind) => {
    expect(kindOfFile(name)).toBe(kind);
  });

  it('is a program by the last ending, whatever stands before it', () => {
    for (const name of ['photo.jpg.exe', 'letter.pdf.js', 'tool.AppImage'])
      expect(kindOfFile(name)).toBe('program');
  });
});
