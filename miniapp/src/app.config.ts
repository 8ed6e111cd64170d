export default defineAppConfig({
  pages: [
    'home/index',
    'questions/mine/index',
    'directory/index',
    'mine/index',
    'questions/ask/index',
    'questions/detail/index',
    'directory/person/index'
  ],
  subPackages: [
    { root: 'search', pages: ['index'] },
    { root: 'privacy', pages: ['index'] },
    { root: 'verify', pages: ['index', 'audit/index'] },
    { root: 'sealed', pages: ['report/index', 'talk/index'] },
    { root: 'answers', pages: ['list/index', 'page/index'] },
    {
      root: 'guide',
      pages: ['find/index', 'item/index', 'bundle/index', 'lists/index', 'handbook/index']
    },
    { root: 'booking', pages: ['choose/index', 'mine/index', 'one/index'] },
    {
      root: 'hall',
      pages: ['day/index', 'queue/index', 'phone/index', 'counters/index', 'appeals/index', 'screen/index']
    },
    {
      root: 'cases',
      pages: [
        'start/index',
        'bundle/index',
        'mine/index',
        'one/index',
        'work/index',
        'desk/index',
        'red/index',
        'board/index',
        'archive/index',
        'savings/index'
      ]
    },
    { root: 'catalogue', pages: ['list/index', 'item/index'] },
    { root: 'bulletins', pages: ['list/index', 'page/index'] },
    { root: 'boards', pages: ['overview/index', 'desk/index'] },
    {
      root: 'work',
      pages: [
        'list/index',
        'matter/index',
        'triage/index',
        'call/index',
        'leader/index',
        'callbacks/index',
        'phone/index',
        'publishing/index',
        'publish/index'
      ]
    },
    {
      root: 'admin',
      pages: [
        'ledger/index',
        'counts/index',
        'meetings/index',
        'meeting/index',
        'absences/index',
        'duties/index',
        'codes/index',
        'templates/index',
        'synonyms/index',
        'hotspots/index',
        'whatif/index',
        'jobs/index',
        'open/index'
      ]
    }
  ],
  tabBar: {
    color: '#4d5a54',
    selectedColor: '#0b5d43',
    backgroundColor: '#ffffff',
    list: [
      {
        pagePath: 'home/index',
        text: '首页',
        iconPath: 'assets/home.png',
        selectedIconPath: 'assets/home-on.png'
      },
      {
        pagePath: 'questions/mine/index',
        text: '我的事',
        iconPath: 'assets/list.png',
        selectedIconPath: 'assets/list-on.png'
      },
      {
        pagePath: 'directory/index',
        text: '找人',
        iconPath: 'assets/people.png',
        selectedIconPath: 'assets/people-on.png'
      },
      {
        pagePath: 'mine/index',
        text: '我的',
        iconPath: 'assets/mine.png',
        selectedIconPath: 'assets/mine-on.png'
      }
    ]
  },
  lazyCodeLoading: 'requiredComponents',
  window: {
    navigationBarBackgroundColor: '#0b5d43',
    navigationBarTitleText: '帮办',
    navigationBarTextStyle: 'white',
    backgroundColor: '#f4f6f5'
  }
})
