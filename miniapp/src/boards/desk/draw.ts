import { BarChart, HeatmapChart, LineChart } from 'echarts/charts'
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent
} from 'echarts/components'
import * as echarts from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Board } from 'shared/boards.ts'
import type { LedgerFilter } from 'shared/supervision.ts'
import { type ChartName, type Clicked, drawings } from './drawings.ts'

echarts.use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  HeatmapChart,
  LegendComponent,
  LineChart,
  TooltipComponent,
  VisualMapComponent
])

/** Draws one chart into an element and opens what is clicked; returns what takes it down again. */
export function draw(
  name: ChartName,
  element: HTMLElement,
  board: Board,
  kinds: Record<string, string>,
  open: (filter: LedgerFilter) => void
): () => void {
  const chart = echarts.init(element)
  const { option, filterOf } = drawings[name](board, kinds)
  chart.setOption({ aria: { enabled: true }, ...option })
  chart.on('click', (event) => {
    const filter = filterOf(event as Clicked)
    if (filter) open(filter)
  })
  const resize = () => chart.resize()
  window.addEventListener('resize', resize)
  return () => {
    window.removeEventListener('resize', resize)
    chart.dispose()
  }
}
