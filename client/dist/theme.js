// Runs before the first paint, so that a chosen theme never flashes. Inline scripts are refused by the content security policy.
(() => {
  try {
    const theme = localStorage.getItem('atrium.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (error) {
    console.info('The theme cannot be remembered here', error);
  }
})();
