// Loads the charts when a page first needs them; they are four times as large as all else together.
export const loadCharts = () => import('/kit/lib/echarts/${echarts.version}/dist/echarts.esm.min.js');
