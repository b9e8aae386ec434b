import { attachment } from './content-disposition';

describe('the name of a downloaded recording', () => {
  it.each([
    ['Weekly', 'Weekly', 'Weekly'],
    ['Größe', 'Gr__e', 'Gr%C3%B6%C3%9Fe'],
    ['a"; filename="x.exe', 'a_; filename=_x.exe', 'a_%3B%20filename%3D_x.exe'],
    ['../../etc/passwd', '_.._etc_passwd', '_.._etc_passwd'],
    ["it's (50%) *", "it's (50_) _", 'it%27s%20%2850%25%29%20_'],
    ['\u202egnp.exe', '_gnp.exe', '_gnp.exe'],
    ['a\r\nX: y', 'a__X_ y', 'a__X_%20y'],
    ['...', 'recording', 'recording'],
    ['\ud800', '_', '%EF%BF%BD'],
  ])('of %j is safe in both forms', (title, plain, encoded) => {
    expect(attachment(title, '.webm')).toBe(
      `attachment; filename="${plain}.webm"; filename*=UTF-8''${encoded}.webm`,
    );
  });
});
