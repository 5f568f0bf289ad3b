import '/kit/shell.js';
