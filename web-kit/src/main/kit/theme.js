// A classic script in the head: the remembered theme is there before anything is painted.
(() => {
  try {
    const theme = localStorage.getItem('crowdline.theme');
    if (theme === 'light' || theme === 'dark') {
      document.documentElement.dataset.theme = theme;
    }
  } catch {
    // Without storage the system's theme holds.
  }
})();
