/** Waits for something to be true. */
exports.until = async (what, probe, limit = 60_000) => {
  for (const end = Date.now() + limit; ; ) {
    const value = await probe();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};
