import type { EChartsCoreOption } from 'echarts/core'
import type { Board } from 'shared/boards.ts'
import type { LedgerFilter } from 'shared/supervision.ts'

export type ChartName = 'days' | 'kinds' | 'units' | 'heat'
export type Clicked = { dataIndex: number; value: readonly number[]; seriesName?: string }
type Drawing = { option: EChartsCoreOption; filterOf: (clicked: Clicked) => LedgerFilter | undefined }

const [GREEN, AMBER, RED, PALE] = ['#0b5d43', '#c98a1b', '#b3261e', '#8fb8a6']
const UNITS = 12
const grid = { left: 8, right: 16, top: 36, bottom: 8, containLabel: true }
const tooltip = { trigger: 'axis' as const }
const short = (name: string) => (name.length > 8 ? `${name.slice(0, 8)}…` : name)

/** What each chart shows of the board, and which matters a click on it means. */
export const drawings: Record<ChartName, (board: Board, kinds: Record<string, string>) => Drawing> = {
  days: ({ days }) => ({
    option: {
      color: [GREEN, AMBER],
      grid,
      tooltip,
      legend: { top: 0 },
      xAxis: {
        type: 'category',
        data: days.map(({ day }) => `${Number(day.slice(5, 7))}/${Number(day.slice(8))}`)
      },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        { name: '收到', type: 'line', data: days.map(({ received }) => received) },
        { name: '答复', type: 'line', data: days.map(({ answered }) => answered) }
      ]
    },
    // The ledger goes by the day of asking: what was answered on a day has no page of its own.
    filterOf: ({ dataIndex, seriesName }) =>
      seriesName === '收到' ? { from: days[dataIndex]!.day, until: days[dataIndex]!.day } : undefined
  }),
  kinds: ({ kinds, from, until }, words) => ({
    option: {
      color: [GREEN],
      grid,
      tooltip,
      xAxis: { type: 'category', data: kinds.map(({ kind }) => words[kind]) },
      yAxis: { type: 'value', minInterval: 1 },
      series: [
        {
          name: '收到',
          type: 'bar',
          barMaxWidth: 48,
          label: { show: true, position: 'top' },
          data: kinds.map(({ received }) => received)
        }
      ]
    },
    filterOf: ({ dataIndex }) => ({ kind: kinds[dataIndex]!.kind, from, until })
  }),
  units: ({ units: all, from, until }) => {
    const units = all.slice(0, UNITS).reverse()
    return {
      option: {
        color: [PALE, GREEN, RED],
        grid,
        tooltip,
        legend: { top: 0 },
        xAxis: { type: 'value', minInterval: 1 },
        yAxis: { type: 'category', data: units.map(({ name }) => short(name)) },
        series: [
          { name: '收到', type: 'bar', data: units.map(({ received }) => received) },
          { name: '在办', type: 'bar', data: units.map(({ open }) => open) },
          { name: '超期', type: 'bar', data: units.map(({ overdue }) => overdue) }
        ]
      },
      filterOf: ({ dataIndex, seriesName }) => ({
        unitId: units[dataIndex]!.id,
        ...(seriesName === '收到' && { from, until }),
        ...(seriesName !== '收到' && { open: true }),
        ...(seriesName === '超期' && { overdue: true })
      })
    }
  },
  heat: ({ topics, villages, heat, from, until }) => ({
    option: {
      grid: { ...grid, top: 8, bottom: 44 },
      tooltip: {
        formatter: ({ value: [village, topic, count] }: { value: [number, number, number] }) =>
          `${villages[village]!.name} · ${topics[topic]!.name}：${count}件`
      },
      xAxis: {
        type: 'category',
        data: villages.map(({ name }) => name),
        axisLabel: { rotate: 60, interval: 0 }
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: topics.map(({ name }) => short(name)),
        axisLabel: { interval: 0 }
      },
      visualMap: {
        min: 0,
        max: Math.max(5, ...heat.map(({ count }) => count)),
        orient: 'horizontal',
        left: 'center',
        bottom: 0,
        itemHeight: 120,
        itemWidth: 12,
        text: ['多', '少'],
        inRange: { color: ['#f4f6f5', '#f2c879', RED] }
      },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: '#ffffff', borderWidth: 2 },
          data: heat.map(({ topic, village, count }) => [village, topic, count])
        }
      ]
    },
    filterOf: ({ value: [village, topic] }) => ({
      villageId: villages[village!]!.id,
      topicId: topics[topic!]!.id,
      from,
      until
    })
  })
}
