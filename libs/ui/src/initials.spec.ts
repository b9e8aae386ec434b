import { initialsOf } from './initials';

describe('initialsOf', () => {
  it.each([
    ['Hanna Host', 'HH'],
    ['ann', 'A'],
    ['Anna Maria de la Cruz', 'AC'],
    ['Ann (2)', 'A'],
    ['  ', ''],
    ['李雷', '李'],
    ['👩‍👩‍👧 Smith', '👩‍👩‍👧S'],
  ])('%p stands as %p', (name, initials) => expect(initialsOf(name)).toBe(initials));
});
